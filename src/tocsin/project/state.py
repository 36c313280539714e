"""How far a project is: what came in, what is undated, what is still to be read or linked."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from tocsin.dataset.store import Dataset
from tocsin.project.coding import is_unlinked
from tocsin.project.folder import Project
from tocsin.project.versions import made_by
from tocsin.text.unread import InputStatus

_NAMED = 10  # articles without a day that are named


@dataclass(frozen=True, slots=True)
class State:
    """How far a project is.

    Attributes:
        project: Its name.
        folder: Where it is.
        dataset: Where its dataset is; a password is not told.
        inputs: How many inputs ended how.
        articles: How many articles there are.
        undated: How many of them wait for a day.
        undated_first: Ids of the first of these.
        due: How many are new, were dated since, or were read by another version.
        reports: How many reports there are.
        rejected: How many candidates were left out, for each reason.
        events: How many events there are.
        removed: How many events are no more.
        unlinked: Whether reports were read that are not linked yet.
        decisions: How many decisions persons made.
        last_run: When the last run began; None if there was none.
    """

    project: str
    folder: str
    dataset: str
    inputs: dict[str, int]
    articles: int
    undated: int
    undated_first: tuple[str, ...]
    due: int
    reports: int
    rejected: dict[str, int]
    events: int
    removed: int
    unlinked: bool
    decisions: int
    last_run: datetime | None


def state_of(project: Project, dataset: Dataset) -> State:
    """How far a project is; the reader of its settings tells what is to be read."""
    counts, inputs = dataset.counts(), dataset.inputs.counts()
    waiting = (one for one in dataset.inputs.all() if one.status is InputStatus.NEEDS_DATE)
    reasons = Counter(rejected.reason.value for rejected in dataset.rejected())
    runs = list(dataset.runs.all())
    return State(
        project=project.settings.name,
        folder=str(project.folder),
        dataset=dataset.place,
        inputs={status.value: number for status, number in inputs.items()},
        articles=counts["articles"],
        undated=inputs.get(InputStatus.NEEDS_DATE, 0),
        undated_first=tuple(one.article or one.name for one in islice(waiting, _NAMED)),
        due=len(dataset.readings.due(made_by(project.settings.reader))),
        reports=counts["reports"],
        rejected=dict(reasons.most_common()),
        events=counts["events"],
        removed=counts["removed"],
        unlinked=is_unlinked(dataset),
        decisions=counts["decisions"],
        last_run=runs[-1].started if runs else None,
    )
