"""The page: complete without a script, silent towards the network, unmoved by hostile text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from tocsin.dataset.coded import Coded
from tocsin.desk.page import check_assets, widest, write_page
from tocsin.reports import Confidences
from tocsin.text.span import Span, quote


class Elements(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_same_results_give_the_same_page(results: list[Coded]) -> None:
    assert write_page(results) == write_page(list(results))


def test_nothing_is_asked_for_from_anywhere(results: list[Coded]) -> None:
    elements = Elements(write_page(results)).tags
    addresses = [
        value
        for tag, attributes in elements
        for name, value in attributes.items()
        if name in {"src", "href", "srcset", "action", "data", "poster"} or "url(" in (value or "")
    ]
    assert all(address is not None and address.startswith("#") for address in addresses)
    assert not {tag for tag, _ in elements} & {"img", "link", "iframe", "object", "base", "audio"}
    assert "@import" not in write_page(results)


def test_the_policy_names_the_only_style_and_script(results: list[Coded]) -> None:
    elements = Elements(write_page(results)).tags
    [policy] = [
        attributes["content"] or ""
        for tag, attributes in elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none';")
    assert re.search(r"style-src 'sha256-[\w+/=]{44}';", policy)
    assert re.search(r"script-src 'sha256-[\w+/=]{44}';", policy)
    assert [tag for tag, _ in elements].count("script") == 1
    assert [tag for tag, _ in elements].count("style") == 1
    handlers = [name for _, attributes in elements for name in attributes if name[:2] == "on"]
    assert handlers == []
    assert not [1 for _, attributes in elements if "style" in attributes]


def test_unsure_fields_are_pointed_out(rally: Coded) -> None:
    sure = dict.fromkeys(Confidences.__dataclass_fields__, 0.91)
    said = Confidences(**(sure | {"day": 0.42, "recipients": 0.37}))
    page = write_page(
        [replace(rally, records=(replace(rally.reports[0], confidences=said), *rally.records[1:]))]
    )
    assert page.count("unsure, 0.42") == 1
    assert page.count("Left empty, and unsure: recipients (0.37).") == 1
    assert "0.91" not in page
    assert "unsure" not in re.sub(r"<style>.*?</style>", "", write_page([rally]), flags=re.DOTALL)


def test_every_report_and_every_input_is_on_the_page(results: list[Coded]) -> None:
    page = write_page(results)
    for coded in results:
        for record in coded.records:
            assert record.id in page or record in coded.rejected
    assert "photo.jpg" in page
    assert "a picture, not text" in page
    assert "1 candidate left out, and why" in page
    assert "Not on the line:" in page
    assert "May 25" in page


def test_a_page_of_nothing_is_a_page() -> None:
    assert "0 articles" in write_page([])


def test_ids_are_unique_and_links_lead_somewhere(results: list[Coded]) -> None:
    elements = Elements(write_page(results)).tags
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in elements:
        for name in ("href", "aria-labelledby"):
            target = attributes.get(name)
            assert target is None or target.lstrip("#") in ids


def test_words_inside_other_words_of_a_value_are_not_marked_twice() -> None:
    text = "the government's plan"
    whole, part, again = (
        quote(text, Span(0, 21), "phrase"),
        quote(text, Span(4, 16), "country"),
        quote(text, Span(0, 21), "name"),
    )
    apart = quote(text + " here", Span(22, 26), "place")
    assert widest((part, whole, again, apart)) == (whole, apart)
    assert widest(()) == ()


def test_the_assets_are_there() -> None:
    assert "page.css" in check_assets()


def _rgb(color: str) -> tuple[float, ...]:
    return tuple(int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))


def _contrast(first: str, second: str) -> float:
    """Contrast of two colours as WCAG 2.2 defines it."""

    def light(color: str) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(color)]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(first), light(second)))
    return (high + 0.05) / (low + 0.05)


def test_every_text_colour_has_a_contrast_of_at_least_four_and_a_half() -> None:
    style = Path(__file__).parents[2] / "src" / "tocsin" / "desk" / "static" / "page.css"
    blocks = re.findall(r"\{([^{}]*--paper:[^{}]*)\}", style.read_text("utf-8"))
    themes = [dict(re.findall(r"--([\w-]+):\s*(#\w{6})", block)) for block in blocks]
    light, dark, dark_by_system = themes
    assert dark == dark_by_system
    roles = ("what", "who", "whom", "when", "where", "count", "stance", "source", "out")
    for theme in (light, dark):
        for back in ("paper", "card", "wash"):
            for front in ("ink", "soft", "bell", *roles):
                assert _contrast(theme[front], theme[back]) >= 4.5, (front, back)
        for role in roles:
            assert _contrast(theme["on-role"], theme[role]) >= 4.5, role
        assert _contrast(theme["ink"], theme["sentence"]) >= 4.5
