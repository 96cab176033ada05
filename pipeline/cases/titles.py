"""Words of a name that do not tell a person: titles, articles and particles, in many scripts. Pure data."""

from __future__ import annotations

import re

_TITLES = """
mr mrs ms miss dr prof sir madam chief alhaji hajia alh hajiya mallam malam sheikh shaikh ustaz ustadz ustad
ust sr sra srta don dona doña mme mlle monsieur madame pak bapak bu ibu haji hajjah hj hon rev pastor
barrister barr advocate adv engr comrade honourable datuk dato seri tun encik puan cik bwana bw bibi bi dkt
mheshimiwa mwanahabari herr frau signor signora pan pani pán paní bay bey hanım shri sri smt maulana mufti
syed jr ii iii phd mba u daw ko saya ato weyzero lok mp ông bà anh chị senhor senhora maître me maitre
журналист журналиста журналистка господин г-н г-жа пан пані др проф д-р хаджи السيد السيدة الشيخ الدكتور
الدكتورة الأستاذ الصحفي الصحافي الصحفية الناشط المحامي دکتر آقای خانم حاج سید د م ד״ר מר גב׳ श्री श्रीमती डॉ
पत्रकार श्रीमान জনাব ড மிஸ் திரு திருமதி டாக்டர் මහතා ශ්‍රී κ κα κύριος δρ ბატონი ქალბატონი պրն տիկին នายក
លោក អ្នកស្រី នางสาว นาย นาง ดร น ส คุณ ท้าว ທ້າວ ນາງ ဦး ဒေါ် ကို አቶ ወይዘሮ ዶክተር ጋዜጠኛ 씨 기자 대표 의원 변호사
교수 님 先生 女士 小姐 记者 記者 律师 律師 教授 さん 氏 容疑者 被告 弁護士 様
"""
TITLES = frozenset(_TITLES.split())
_PARTICLES = """
al el ul il bin ibn ben bint bnt bn ould wuld wld mint de da do dos das del della di la las le los van von
der den du e y i o ogly oglu kyzy qizi бин ибн бен ульд аль эль оглы кызы بن ابن بنت ولد آل אל בן בת ibni
binti s/o d/o kızı
"""
PARTICLES = frozenset(_PARTICLES.split())
ARTICLE = re.compile(
    r"(?<!\w)(?:a[ldrstzn]|as?sh|e[ldrstzn]|аль|эль|а[дрстзнш]|אל)[-־‐’'](?=\w)", re.IGNORECASE
)
"""An Arabic article tied to its word, before sun letters too (ash-Sharif, ас-Салми)."""
BEFORE = ("นางสาว", "นาง", "นาย", "ဒေါ်", "ဦး", "ကို")
_GLUED = "容疑者 弁護士 さん 先生 女士 小姐 记者 記者 律师 律師 教授 被告 氏 様 씨"
BEHIND = tuple(_GLUED.split())
"""Titles written without a space, before and behind a name."""
SHORTENED = {"md": "mohammad", "mohd": "mohammad", "muhd": "muhammad", "mhd": "muhammad", "মো": "mohammad"}
"""Short for Mohammad in Bengal, India and Malaysia."""
_TIED = re.compile(r"^ال(?=\w{3})(?!له$|لّه$)")
_LAST = """
jr sr ii iii phd mba bey bay hanım hj 씨 기자 대표 의원 변호사 교수 님 先生
女士 小姐 记者 記者 律师 律師 教授 さん 氏 容疑者 被告 弁護士 様
"""
_BEHIND_A_NAME = frozenset(_LAST.split())


def without_titles(words: list[str]) -> list[str]:
    """The words without titles before and behind them; Ko is a title before a name and part of Aung Ko Ko."""
    start, end = 0, len(words)
    while start < end - 1 and words[start].lower() in TITLES:
        start += 1
    while end > start + 1 and words[end - 1].lower() in _BEHIND_A_NAME:
        end -= 1
    return words[start:end]


def without_article(word: str) -> str:
    """An Arabic word without its article."""
    return _TIED.sub("", word)


def without_glued_title(word: str) -> str:
    """A word of a script without spaces, without the title tied to it, if three signs are left before or two behind."""
    for title in BEFORE:
        if word.startswith(title) and len(word) > len(title) + 2:
            word = word.removeprefix(title)
            break
    for title in BEHIND:
        if word.endswith(title) and len(word) >= len(title) + 2:
            return word.removesuffix(title)
    return word
