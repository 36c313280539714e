"""Stance: side, issue, slogans, compulsion, and whom a protest is against."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.fields.stance import Belonging, Setting, Side, find_targets, read_stance
from tocsin.text.span import Span

SIDES = [
    # sentence, home, actors, recipients, side
    ("Thousands rallied.", "SRB", [("SRB", "CVL")], [("SRB", "GOV")], "anti"),
    ("Thousands rallied.", "SRB", [("SRB", "CVL")], [("USA", "GOV")], "other"),
    ("Workers picketed.", "FRA", [("FRA", "LAB")], [("FRA", "BUS")], "other"),
    ("A rally took place.", "FRA", [("FRA", "CVL")], [], "unclear"),
    ("Residents rallied in the square.", "PRK", [("PRK", "CVL")], [("USA", "GOV")], "pro"),
    ("The president laid a wreath.", "ZMB", [("ZMB", "GOV")], [], "pro"),
    ("People marched against the new tax.", "KEN", [("KEN", "CVL")], [], "anti"),
    ("Anti-government protests spread.", "THA", [], [], "anti"),
    ("A crowd rallied in support of the president.", "VEN", [("VEN", "CVL")], [], "pro"),
    ("Marchers protested against rising sea levels.", "FJI", [("FJI", "CVL")], [], "other"),
]


@pytest.mark.parametrize(("text", "home", "actors", "recipients", "side"), SIDES)
def test_side(
    text: str,
    home: str,
    actors: list[tuple[str, str]],
    recipients: list[tuple[str, str]],
    side: str,
) -> None:
    setting = Setting(home, tuple(actors), tuple(recipients))
    assert read_stance(text, Span(0, len(text)), setting).side.value == side


ISSUES = [
    # sentence, for, against
    ("They marched against the new pension law.", [], ["the new pension law"]),
    ("Hundreds rallied in support of the mayor on Sunday.", ["the mayor"], []),
    ("Nurses walked out over low pay in March.", [], ["low pay"]),
    ("They demanded that the minister resign.", ["the minister resign"], []),
    ("Crowds called for fresh elections.", ["fresh elections"], []),
    ("Anti-austerity marchers filled the streets.", [], ["austerity"]),
    ("They gathered to denounce the embargo.", [], ["the embargo"]),
    ("They were calling for an end to the war.", [], ["the war"]),
    ("Students protested outside the ministry.", [], []),
    ("A vigil was held to mark the anniversary.", ["the anniversary"], []),
]


@pytest.mark.parametrize(("text", "for_", "against"), ISSUES)
def test_issue(text: str, for_: list[str], against: list[str]) -> None:
    stance = read_stance(text, Span(0, len(text)), Setting())
    assert [e.words for e in stance.issue_for] == for_
    assert [e.words for e in stance.issue_against] == against


COMPELLED = [
    "Everyone who could walk was ordered to come for the rally.",
    "“All pupils” were ordered to come for the event.",
    "Workers were forced to attend.",
    "Residents were mobilised by the authorities.",
    "The party ordered every household to attend the rally.",
    "Attendance was mandatory.",
]
FREE = [
    "Police were ordered to disperse the crowd.",
    "The crowd was forced to leave the square.",
    "Workers attended the rally.",
    "The company was ordered to pay.",
]


@pytest.mark.parametrize("text", COMPELLED)
def test_compelled(text: str) -> None:
    first = "A rally was held. "
    span = Span(0, len(first))
    near = [Span(len(first), len(first) + len(text))]
    assert read_stance(first + text, span, Setting(), nearby=near).compelled is True


@pytest.mark.parametrize("text", FREE)
def test_not_told_to_be_compelled(text: str) -> None:
    assert read_stance(text, Span(0, len(text)), Setting()).compelled is None


def test_compulsion_is_told_next_to_the_protest() -> None:
    sentences = ["A rally was held. ", "It rained. ", "All sang. ", "They were forced to attend. "]
    text = "".join(sentences)
    starts = [sum(map(len, sentences[:index])) for index in range(5)]
    spans = [Span(starts[i], starts[i + 1]) for i in range(4)]
    assert read_stance(text, spans[0], Setting(), nearby=spans[1:]).compelled is None
    assert read_stance(text, spans[1], Setting(), nearby=spans[2:]).compelled is True


def test_an_issue_is_lent_only_by_a_sentence_on_protest() -> None:
    first = "A rally was held. "
    for text, issues in [
        ("They protested against the dam.", ["the dam"]),
        ("He won against the champion.", []),
    ]:
        near = [Span(len(first), len(first) + len(text))]
        stance = read_stance(first + text, Span(0, len(first)), Setting(), nearby=near)
        assert [e.words for e in stance.issue_against] == issues


def test_a_cue_inside_an_issue_is_no_second_issue() -> None:
    text = "They rallied against a campaign to stop the dam."
    stance = read_stance(text, Span(0, len(text)), Setting())
    assert [e.words for e in stance.issue_against] == ["a campaign to stop the dam"]


def test_slogans() -> None:
    text = 'They shouted “Down with the embargo!” and waved signs reading "No war".'
    stance = read_stance(text, Span(0, len(text)), Setting())
    assert [e.words for e in stance.slogans] == ["Down with the embargo!", "No war"]


TARGETS = [
    ("Thousands rallied against the government on Friday.", "rallied", ["the government"]),
    ("Anti-Orban protesters marched.", "marched", ["Orban"]),
    ("They protested outside the Iranian embassy.", "protested", ["the Iranian embassy"]),
    ("They marched against cuts by the health ministry.", "marched", ["the health ministry"]),
    ("They marched against high prices.", "marched", []),
    ("They rallied against a plan by the ministry to stop the union.", "rallied", ["the ministry"]),
]


@pytest.mark.parametrize(("text", "anchor", "targets"), TARGETS)
def test_targets(text: str, anchor: str, targets: list[str]) -> None:
    start = text.index(anchor)
    found = find_targets(text, Span(0, len(text)), Span(start, start + len(anchor)))
    assert [text[slice(*span)] for span in found] == targets


WORDS = [
    "protest", "against", "the", "government", "demanding", "that", "“", "”", "\"", "chanting",
    "were ordered to", "attend", "anti-", "over", ",", ".", "\n", "\xa0", "outside", "embassy",
]  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_any_text_is_read_in_order_and_without_error(text: str) -> None:
    whole = Span(0, len(text))
    stance = read_stance(text, whole, Setting("USA"), nearby=[whole])
    for evidence in (*stance.issue_for, *stance.issue_against, *stance.evidence, *stance.slogans):
        assert text[slice(*evidence.span)] == evidence.words
    starts = [span.start for span in find_targets(text, whole, Span(0, 0))]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "unit", ["1", "protest ", "against ", '"', "chant ", "were ", "anti-", "  "]
)
def test_long_hostile_text_does_not_hang(unit: str) -> None:
    text = unit * 20_000
    whole = Span(0, len(text))
    assert read_stance(text, whole, Setting()).side
    assert list(find_targets(text, whole, Span(0, 0))) is not None


def test_a_rally_in_support_of_a_government_is_for_it_whoever_is_named_beside_it() -> None:
    text = "Thousands filled the stadium for a rally in support of the government."
    setting = Setting(home="BLR", recipients=(("BLR", "GOV"),))
    assert read_stance(text, Span(0, len(text)), setting).side == "pro"


def test_few_of_their_own_will_were_made_to_come() -> None:
    text = "Few had come to the rally of their own will."
    assert read_stance(text, Span(0, len(text)), Setting()).compelled is True


CAMPAIGNS = [
    # form, actors, recipients, whether it is a party's own rally
    ("rally", (("KEN", "PTY"),), (), True),
    ("meeting", (("KEN", "OPP"), ("KEN", "CVL")), (), True),
    ("rally", (("KEN", "PTY"),), (("KEN", "GOV"),), False),
    ("strike", (("KEN", "PTY"),), (), False),
    ("rally", (("KEN", "CVL"),), (), False),
    (None, (("KEN", "PTY"),), (), False),
]


@pytest.mark.parametrize(("form", "actors", "recipients", "campaign"), CAMPAIGNS)
def test_a_party_rally_against_nobody_is_of_no_side(
    form: str | None,
    actors: tuple[Belonging, ...],
    recipients: tuple[Belonging, ...],
    *,
    campaign: bool,
) -> None:
    text = "Thousands met in Kisumu, protesting against the new law."
    setting = Setting("KEN", actors, recipients, form)
    stance = read_stance(text, Span(0, len(text)), setting)
    assert setting.is_campaign is campaign
    assert stance.campaign is campaign
    assert (stance.side is Side.UNCLEAR) is campaign
