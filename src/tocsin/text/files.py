"""One article from one file, or from bytes: the first of the four verbs.

>>> article = read_article(b"Miners march\\n\\nLIMA, March 3, 2021 - Miners marched on Monday.")
>>> article.title, article.published.day.isoformat()
('Miners march', '2021-03-03')

Folders, record files and standard input are read by `tocsin.text.inputs.find_articles`, which
never raises; this raises, because whoever names one article wants that one.
"""

from datetime import date
from hashlib import sha256
from pathlib import Path

from tocsin.errors import UnreadableInputError
from tocsin.text.article import Article
from tocsin.text.plain import Known, read_plain

_ID_LENGTH = 12


def read_article(
    source: str | Path | bytes,
    *,
    id: str | None = None,  # noqa: A002 - the name that it has everywhere
    published: date | None = None,
) -> Article:
    """Read one article.

    Args:
        source: Path of a text file, or the bytes of one. A text itself is given as bytes, so that
            it is never taken for a path.
        id: Name of the article; without one, the file's name without its ending, or the
            beginning of the hash of the bytes.
        published: Publication day, where the user knows it; it goes before any in the text.

    Raises:
        UnreadableInputError: The file cannot be read, or what it holds is not text.
    """
    if isinstance(source, bytes):
        name, content = sha256(source).hexdigest()[:_ID_LENGTH], source
    else:
        name, content = Path(source).stem, _content(Path(source))
    return read_plain(content, name=name, known=Known(id=id, published=published))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableInputError(f"{path} cannot be read: {error.strerror}") from error
