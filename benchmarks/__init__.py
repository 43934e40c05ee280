"""Programs that measure what the README promises; too long for the test suite, which runs smaller versions of them."""
