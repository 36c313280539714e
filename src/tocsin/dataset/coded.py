"""What became of one input: its article, its reports, and why there are none.

>>> from tocsin.text.inputs import Input, InputStatus
>>> Coded(Input("notes.txt", InputStatus.EMPTY)).reports
()

Every input ends as one of these, so the counts that a command prints always add up.
"""

from dataclasses import dataclass

from tocsin.reports import Rejected, Report
from tocsin.text.inputs import Input


@dataclass(frozen=True, slots=True)
class Coded:
    """One input and all that was read in it.

    Attributes:
        input: The input, with its article where it could be read.
        records: Reports and rejected candidates, in the order of the text.
        failure: What went wrong while its reports were read; None if nothing did.
    """

    input: Input
    records: tuple[Report | Rejected, ...] = ()
    failure: str | None = None

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports alone."""
        return tuple(record for record in self.records if isinstance(record, Report))

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """The candidates that were left out, each with its reason."""
        return tuple(record for record in self.records if isinstance(record, Rejected))
