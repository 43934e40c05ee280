"""A language model that misbehaves: asked about a sentence with one of these words it hangs, dies, grows or raises.

So tests see what becomes of an article that does it to its worker, and the program needs no hook for them.
"""

from __future__ import annotations

from pathlib import Path

NAME = "misbehaving_model"
CODE = """
import os, signal, time

class Doc:
    ents = ()

class Model:
    pipeline = ()

    def __call__(self, text):
        if "HANG" in text:
            time.sleep(3600)
        if "CRASH" in text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "EXPLODE" in text:
            hoard = []
            while True:
                hoard.append(bytearray(10**7))
        if "RAISE" in text:
            raise ZeroDivisionError("over\\nzero")
        return Doc()

    def memory_zone(self):
        import contextlib
        return contextlib.nullcontext()

def load(**options):
    return Model()
"""


def make_model(folder: Path) -> str:
    """Write the model into a folder that is to be on the path; its name."""
    package = folder / NAME
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(CODE)
    (package / "meta.json").write_text('{"lang": "en", "name": "misbehaving", "version": "1"}')
    about = folder / f"{NAME}-1.dist-info"  # spaCy asks the metadata of packages what is a model
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1\n")
    return NAME


def article(word: str = "calmly") -> str:
    """An article with a sentence that the model is asked about; `word` is what it does then."""
    return (
        f"Officials met on Tuesday. Ann Smithers-Jones, who follows such tests, said {word} that a missile was fired "
        "by North Korea.\n"
    )
