"""Many articles: workers, what is kept of them while a run goes on, and what became of each.

What goes wrong with one article is a `SourceError` in its place, with the reasons of `extractor.sources` and

    failed    the program raised an error on this article
    timeout   it took longer than one article may
    memory    it took more memory than one article may
    crashed   the process that read it died; another one goes on
    language  it is not in English: passed over, no fault
    no_launch_vocabulary  a page that names nothing that could be launched: passed over before its text is cut out

A model or knowledge that cannot be loaded ends the run: no other article would fare better. Importing this package
loads neither.
"""
