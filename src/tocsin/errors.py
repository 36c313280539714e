"""Every error that tocsin raises on purpose.

* TocsinError
  - InvalidValueError      a value that cannot exist (also a ValueError)
  - UnreadableInputError   bytes that are not an article
  - ResourceError          a model, word list or gazetteer that is absent or not the one expected
  - CodebookError          a codebook that cannot be used, with all that is wrong in it
  - DatasetError           a file that is not a dataset, or one of a later version
  - ProjectError           no project here, settings that are none, a name that means nothing
"""


class TocsinError(Exception):
    """Base of every error raised on purpose."""


class InvalidValueError(TocsinError, ValueError):
    """A value that cannot exist, such as a range whose low exceeds its high."""


class UnreadableInputError(TocsinError):
    """Bytes that cannot be read as an article."""


class ResourceError(TocsinError):
    """A model, word list or gazetteer that is absent or not the one expected."""


class DatasetError(TocsinError):
    """A file that is not a dataset, or that a later version of tocsin wrote."""


class ProjectError(TocsinError):
    """No project here, settings that are none, or a name that no article, report or event has."""


class CodebookError(TocsinError):
    """A codebook that cannot be used.

    Attributes:
        faults: All that is wrong in it, each with the file and the key or line.
    """

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
