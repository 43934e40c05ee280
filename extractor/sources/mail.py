"""Mail: newsletters and wire services by mail, one article a message.

The plain part is read where there is one, else the HTML part; attachments are not read. `Date` is when the message was
sent, which is when a newsletter was published.
"""

from __future__ import annotations

from email import policy
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.parser import BytesParser

from extractor.errors import SourceError
from extractor.model.article import Article
from extractor.sources.dates import read_moment
from extractor.sources.document import Document
from extractor.sources.html import read_page
from extractor.sources.language import language_tag
from extractor.sources.metadata import Metadata, make_article, one_line, web_address
from extractor.sources.names import why
from extractor.sources.text import usable


def parse_mail(document: Document) -> Article:
    """The article of one message; raises SourceError `bad_mail`, `no_text`, `empty`, `binary`, and those of HTML."""
    origin = document.origin
    try:
        message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(document.data)
        said = _fields(message)
        kind, body = _body(message)
    except Exception as error:  # whatever a header or a body breaks in the parser, it costs this message
        raise SourceError(origin.source, "bad_mail", f"{type(error).__name__}: {why(error)}") from error
    if not body.strip():
        raise SourceError(origin.source, "no_text", "the message has neither a text nor an HTML part")
    if kind == "html":
        text, page = read_page(body, origin.source)
        return make_article(text, origin, said=said, page=page.over(document.said))
    return make_article(usable(body, origin.source), origin, said=said, page=document.said)


def _fields(message: EmailMessage) -> Metadata:
    sender = message["from"]
    names = [one_line(a.display_name) for a in sender.addresses] if isinstance(sender, AddressHeader) else []
    return Metadata(
        title=one_line(_header(message, "subject")),
        published=read_moment(_header(message, "date")),
        outlet=next((name for name in names if name), None),
        url=web_address(_header(message, "archived-at").strip("<> ")),
        language=language_tag(_header(message, "content-language")),
    )


def _header(message: EmailMessage, name: str) -> str:
    return str(message[name] or "")


def _body(message: EmailMessage) -> tuple[str, str]:
    """`plain` or `html`, and the text of that part."""
    part = message.get_body(("plain", "html"))
    if part is None:
        return "plain", ""
    return part.get_content_subtype(), str(part.get_content())
