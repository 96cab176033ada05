"""What may stand between the parts of one date. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.cases.date_letters import LETTER, folded
from pipeline.cases.date_tokens import Token

FILLERS = (
    "de del of the din la le den du dem am em on in at year month day ano ngày tháng năm nke onwa afo ga "
    "watan shekarar shekara ranar ta na ya mwaka mwezi tarehe ng ika taong noong nitong yilinin yilin "
    "ilin ilde yilgi yil yili yilning il ili жылғы жылы жыл жылдын жылдың жили йил йилнинг года году год "
    "г р року рік წლის წელს roku r tanggal tahun bulan bertarikh haribulan bisha bishii sanadka sannadka "
    "taariikhda odun osu ojo saale sala meha roja من شهر عام سنه لعام لسنه يوم بتاريخ سال ماه مورخ ماهي "
    "مانگي ي ساڵي لە رۆژي ڕۆژي כ ב של בחודש בשנת שנת सन् को के में महिना महिनाको वर्ष साल सालको गते तारीख तारिख "
    "বছরের সালের সাল খ্রিস্টাব্দের তারিখ তারিখে ዓመት ቀን வருடம் ஆண்டு ஆண்டின் தேதி ஆம் மாதம் මස වන වැනි දින වසරේ වර්ෂයේ "
    "මාසයේ წ"
)
"""Words that may stand between the parts of one date. Only ever looked for between two of them."""

CLOSE_FILLERS = "วันที่ เดือน ปี ថ្ងៃទី ថ្ងៃ ទី ខែ ឆ្នាំ ខុនှစ် ခုနှစ် ခု နှစ် လ ရက်နေ့ ရက် ၊ 년 월 일"
"""The same in scripts without spaces."""

ENDINGS = (
    "st nd rd th er re o a e го е и й ые yil йил kii dii aad ي ی ام م ஆம் ші і ші جي cu cü ci cı nci ncı "
    "inci de da te ta დან ში na ga"
)
"""What is bound to a figure: 3rd, 15-го, 5th."""

APART = 28
"""Characters between two parts of one date; the longest seen are the Khmer and Nepali words for a year, with spaces."""
_STOP = re.compile(r"\.\s")
_SHORT = 5
"""Letters up to which a word before a full stop may be an abbreviation, as in Sept. 3."""


def joined(text: str, left: Token, right: Token) -> bool:
    """Whether nothing but fillers stands between two parts."""
    between = text[left.end : right.start]
    if _STOP.search(between) and left.text[-1:].isalpha() and len(left.text) > _SHORT:
        return False
    return len(between) <= APART and _gap().fullmatch(between) is not None


@lru_cache(maxsize=1)
def _gap() -> re.Pattern[str]:
    free, bound = _either(FILLERS), _either(ENDINGS)
    close = _either(CLOSE_FILLERS)
    word = rf"(?<![{LETTER}])(?:{free})(?![{LETTER}])"
    return re.compile(rf"(?:-?(?:{bound})(?![{LETTER}]))?(?:[^\S\n]|[,.\-'()/°、፣]|{word}|{close})*")


def _either(words: str) -> str:
    spelt = {folded(word) for word in words.split()} | {folded(word, marks=True) for word in words.split()}
    return "|".join(sorted(spelt, key=len, reverse=True))
