"""Language: what is English news, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.text.language import is_english

ENGLISH = [
    "Thousands of miners marched through the centre of the city on Monday, police said.",
    "THE UNION OF BUS DRIVERS BEGAN AN INDEFINITE STRIKE AT MIDNIGHT, A SPOKESMAN SAID TODAY.",
    "Police fired tear gas at protesters near parliament Friday, injuring at least 12 people.",
    "Miners march",  # too short to tell
    "12345",
    "",
    "Hlabisa and Dludla of the Inkatha Freedom Party met in eThekwini, KwaZulu-Natal, on Sunday.",
]
OTHER = [
    "Tausende Bergleute zogen am Montag durch die Innenstadt und forderten höhere Löhne.",
    "Des milliers de mineurs ont défilé lundi dans le centre-ville pour réclamer une hausse.",
    "Miles de mineros marcharon el lunes por el centro de la ciudad para exigir mejores salarios.",
    "Duizenden mijnwerkers trokken maandag door het centrum van de stad om hogere lonen te eisen.",
    "Duisende mynwerkers het Maandag deur die middestad opgeruk om hoër lone te eis, sê polisie.",
    "Ribuan penambang berunjuk rasa di pusat kota pada hari Senin untuk menuntut kenaikan upah.",
    "Тысячи шахтёров прошли в понедельник по центру города с требованием повысить зарплату.",
    "수천 명의 광부들이 월요일 도심에서 임금 인상을 요구하며 행진했다고 경찰이 밝혔다. " * 3,
    "خرج آلاف من عمال المناجم يوم الاثنين في مسيرة وسط المدينة مطالبين بزيادة الأجور حسب الشرطة",
    "TAUSENDE BERGLEUTE ZOGEN AM MONTAG DURCH DIE INNENSTADT UND FORDERTEN HÖHERE LÖHNE.",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str) -> None:
    assert is_english(text)
    assert is_english(text.upper())


@pytest.mark.parametrize("text", OTHER)
def test_other_languages(text: str) -> None:
    assert not is_english(text)


@given(st.text())
def test_any_text_is_read_without_error(text: str) -> None:
    assert is_english(text) in (True, False)
