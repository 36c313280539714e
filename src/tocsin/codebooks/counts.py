"""Facts about how many: crowds by the scheme's own table of words, and people harmed."""

from collections.abc import Callable
from itertools import chain
from statistics import median_low

from tocsin.codebooks.asking import Fact
from tocsin.codebooks.case import Case, LossReason, each_once
from tocsin.codebooks.scales import average, people_of, scale_of
from tocsin.drafts import Reading
from tocsin.linking.values import Preset


def _readings(case: Case) -> list[Reading]:
    return [one for report in case.reports for one in (report.size.readings if report.size else ())]


def _numbers(case: Case) -> list[list[float]]:
    """The numbers of each report by the scheme's table; words without one are noted as lost."""
    found: list[list[float]] = []
    for report in case.reports:
        found.append([])
        for reading in report.size.readings if report.size else ():
            people = people_of(reading.figure, reading.words, case.around.numbers)
            if people is None:
                words = " ".join(reading.words.lower().split())
                case.lose("size", LossReason.NO_NUMBER, words)
            else:
                found[-1].append(people)
    return found


def _people(case: Case) -> float | None:
    """One number by the preset."""
    numbers = sorted(chain.from_iterable(_numbers(case)))
    if len(set(numbers)) > 1:
        case.lose("size", LossReason.CONFLICT)
    if not numbers:
        return None
    return _CHOICE[case.around.preset](numbers)


_CHOICE: dict[Preset, Callable[[list[float]], float]] = {
    Preset.CONSERVATIVE: min,
    Preset.INFORMATIVE: max,
    Preset.REPRESENTATIVE: median_low,
}


def _mean(case: Case) -> float | None:
    """The mean of the figures of each report, then over the reports."""
    return average(average(numbers) for numbers in _numbers(case))


def _bounds(case: Case, at: int) -> float | None:
    """The least or the most told, words by the scheme's table."""
    found = []
    for reading in _readings(case):
        bound = (reading.figure.low, reading.figure.high)[at]
        if bound is None:
            bound_of_words = people_of(reading.figure, reading.words, case.around.numbers)
            if bound_of_words is not None:
                found.append(bound_of_words)
        else:
            found.append(bound)
    return (min, max)[at](found, default=None)


def _middle(case: Case) -> float | None:
    """The middle between the least and the most told."""
    return average([_bounds(case, 0), _bounds(case, 1)])


def _entries(case: Case) -> list[str]:
    """Each figure as a coder writes it: "300", "200-300", "tens of thousands"; no mere crowd."""
    return each_once(_entry(reading, case) for reading in _readings(case))


def _entry(reading: Reading, case: Case) -> str | None:
    low, high = reading.figure.low, reading.figure.high
    told = low if low is not None else high
    if told is None:
        return scale_of(reading.figure, reading.words, case.around.numbers)
    return f"{low}-{high}" if low is not None and high is not None and low < high else str(told)


def _phrases(case: Case) -> list[str]:
    """Each figure in words that keep its hedge: "around 50", "more than 300", "hundreds"."""
    return each_once(_phrase(reading, case) for reading in _readings(case))


def _phrase(reading: Reading, case: Case) -> str | None:
    low, high = reading.figure.low, reading.figure.high
    if low is not None and high is not None:
        if low < high:
            return f"between {low} and {high}"
        return f"around {low}" if reading.figure.hedge == "about" else str(low)
    if low is not None:
        return f"more than {low}"
    if high is not None:
        return f"up to {high}"
    words = scale_of(reading.figure, reading.words, case.around.numbers)
    return words or " ".join(reading.words.split())


def _words(case: Case) -> list[str]:
    return each_once(" ".join(reading.words.split()) for reading in _readings(case))


def _some(name: str) -> Callable[[Case], bool | None]:
    """Whether any were; None where nothing is told, or only words."""

    def some(case: Case) -> bool | None:
        number = case.settled(name)
        if number is not None:
            return bool(number)
        return True if any(getattr(report, name) for report in case.reports) else None

    return some


FACTS = (
    Fact("size", "size", "people taking part, one number by the preset and the table", _people),
    Fact("size_mean", "size", "mean of the figures of each report, then of the reports", _mean),
    Fact("size_low", "range of size", "the least told", lambda case: _bounds(case, 0)),
    Fact("size_high", "range of size", "the most told", lambda case: _bounds(case, 1)),
    Fact("size_middle", "size", "the middle between the least and the most told", _middle),
    Fact("size_entries", "words of size", "figures as coders write them: 300, hundreds", _entries),
    Fact("size_phrases", "words of size", "figures with their hedge: around 50", _phrases),
    Fact("size_words", "words of size", "figures as worded in the articles", _words),
    Fact("killed", "killed", "how many were killed", lambda case: case.settled("killed")),
    Fact("injured", "injured", "how many were injured", lambda case: case.settled("injured")),
    Fact("arrested", "arrested", "how many were arrested", lambda case: case.settled("arrested")),
    Fact("any_killed", "killed", "whether any were killed", _some("killed")),
    Fact("any_injured", "injured", "whether any were injured", _some("injured")),
    Fact("any_arrested", "arrested", "whether any were arrested", _some("arrested")),
)
