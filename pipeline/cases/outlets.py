"""News outlets and organisations across scripts, without legal forms and generic words. Pure."""

from __future__ import annotations

import re
import unicodedata

from pipeline.cases.keys import together
from pipeline.cases.scripts import romanised, script
from pipeline.cases.titles import without_article
from pipeline.cases.transliteration import Word, kanji
from pipeline.cases.words import alike, skeletons

SAME_WORD = 0.88
_DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?([\w-]{2,})(?:\.[a-z]{2,6}){1,2}(?:/\S*)?(?!\w)", re.IGNORECASE
)
_SPLIT = re.compile(r"[\s.,;:()\"“”„«»/|·・_-]+")
_WORDS = """
the a of and de la le les el los las del du des et y e und der die das di il al ltd limited llc inc
incorporated corp corporation company co plc gmbh ag sa sarl srl spa ooo oao zao ao pvt pte sdn bhd
foundation trust ооо оао зао ао тоо нко фонд компания شركة مؤسسة news newspaper newspapers daily weekly tv
television radio fm channel media press magazine journal website site portal online agency network group
outlet broadcaster publication publisher publishing blog newsroom station periódico periodico diario revista
canal noticias semanario agencia radiodifusora jornal quotidien hebdomadaire chaîne télévision zeitung
nachrichten sender gazeta gazete gazetesi dergisi haber haberleri ajansı televizyonu portalı televizija
novine koran majalah berita harian surat kabar portalas báo tạp chí đài gazeti habari jarida redio kituo
газета газеты газету новости издание журнал радио телеканал канал тв агентство портал сайт медиа газети
газеті видання новини вестник صحيفة جريدة قناة موقع إذاعة اذاعة مجلة وكالة شبكة اخبار أخبار الإخبارية
تلفزيون روزنامه خبرگزاری پایگاه هفته‌نامه سایت شبکه روزنامہ چینل ٹی وی עיתון ערוץ אתר חדשות רדיו εφημερίδα
περιοδικό κανάλι ραδιόφωνο τηλεόραση ιστοσελίδα समाचार पत्र चैनल टीवी न्यूज़ न्यूज मीडिया अखबार दैनिक
পত্রিকা দৈনিক টিভি চ্যানেল সংবাদ নিউজ செய்தி தொலைக்காட்சி நாளிதழ் පුවත්පත නාලිකාව ጋዜጣ ቴሌቪዥን ሬዲዮ ሚዲያ გაზეთი
ტელევიზია რადიო თერթ թերթ ռադիո 신문 뉴스 방송 방송국 일보 新聞 報 报 電視 电视 電視台 电视台 通信社
ニュース テレビ 放送 新闻 网 網 သတင်း မီဒီယာ សារព័ត៌មាន កាសែត ข่าว หนังสือพิมพ์ สำนักข่าว
"""
_GENERIC = frozenset(_WORDS.split())
_GENERIC_LATIN = frozenset(
    [*filter(str.isascii, _GENERIC), "shimbun", "shinbun", "ilbo", "sinmun", "xinwen", "gazeta"]
)
_GLUED = re.compile(r"(?:新聞社?|新闻网?|日報社?|日报社?|電視台?|电视台?|通信社|テレビ|일보|신문|뉴스|방송)$")


def same_outlet(one: str, other: str) -> bool:
    """Whether two names are one outlet's or organisation's: the telling words of both are the same, in any order."""
    return any(_same(mine, theirs) for mine in _readings(one) for theirs in _readings(other))


def outlet_keys(name: str) -> tuple[str, ...]:
    """What an outlet is looked up by: `o:` and the skeletons of its telling words together, in their order and sorted,
    and of all its words."""
    found: dict[str, None] = {}
    for words in _readings(name):
        telling = _telling(words)
        for way in (telling, sorted(telling, key=lambda word: skeletons(word)[0]), words):
            found.update(dict.fromkeys(f"o:{one}" for one in skeletons(together(way))))
    return tuple(found)


def _same(one: list[Word], other: list[Word]) -> bool:
    if together(one).latin == together(other).latin:
        return True
    mine, theirs = _telling(one), _telling(other)
    if alike(together(mine), together(theirs)) >= SAME_WORD:
        return True
    return len(mine) == len(theirs) and _each_meets(mine, theirs) and _each_meets(theirs, mine)


def _each_meets(some: list[Word], others: list[Word]) -> bool:
    return all(max(alike(word, mate) for mate in others) >= SAME_WORD for word in some)


def _telling(words: list[Word]) -> list[Word]:
    """The words that tell an outlet from others; all of them where all are generic."""
    return [word for word in words if word.latin not in _GENERIC_LATIN] or words


def _readings(name: str) -> list[list[Word]]:
    """The words of a name, without what its own script marks as generic; Hanzi as Chinese and as Japanese."""
    plain = _DOMAIN.sub(r"\1", unicodedata.normalize("NFKC", name))
    written = [without_article(word) for word in _SPLIT.split(plain) if word]
    kept = [word for word in written if word.lower() not in _GENERIC] or written
    kept = [_GLUED.sub("", word) or word for word in kept]
    ways = [[_word(word) for word in kept]]
    if any(script(word) == "hanzi" for word in kept):
        ways.append([together(kanji(word)) if script(word) == "hanzi" else _word(word) for word in kept])
    found = ([word for word in way if word.latin] for way in ways)
    return [way for way in found if way]


def _word(written: str) -> Word:
    return Word(romanised(written), script(written))
