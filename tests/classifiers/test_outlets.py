"""Names of news outlets, beside words for one."""

import pytest

from classifiers.outlets import outlets
from tests.classifiers.test_expression import found


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Officers seized computers of the news website Faro Norte.", "en", ("Faro Norte",)),
        ("They charged the Lagos Lantern newspaper over a report.", "en", ("Lagos Lantern",)),
        ("The news site kano-lantern.com.ng was blocked.", "en", ("kano-lantern.com.ng",)),
        ("Владельца сайта «Таш-Кабар» вызвали в полицию.", "ru", ("Таш-Кабар",)),
        ("Пријава против портала „Семберија данас“ одбачена.", "sr", ("Семберија данас",)),
        ("دادستانی علیه سایت «نبض شهر» اعلام جرم کرد.", "fa", ("نبض شهر",)),
        ("Haber sitesi “Hitit Gündem” hakkında soruşturma açıldı.", "tr", ("Hitit Gündem",)),
        ("검찰이 인터넷 매체 '새물결'을 압수수색했다.", "ko", ("새물결",)),
        ("The social networking site Facebook removed the post.", "en", ()),
        ("On the website Ada Bello wrote about the governor.", "en", ()),
        ("The newspaper “is finished,” the minister said.", "en", ()),
        ("Die Zeitung Berichte wurden gelöscht.", "de", ()),
    ],
)
def test_outlets_are_named_beside_a_word_for_one(text: str, language: str, names: tuple[str, ...]) -> None:
    told, quotes = outlets(found(text, language), ["Ada Bello"])
    assert told == names
    assert tuple(quote.quote for quote in quotes) == names
