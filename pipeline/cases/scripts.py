"""Letters of each script in Latin ones, where anyascii is too coarse for names. Pure.

anyascii leaves out the vowels that Indic scripts do not write, reads Kanji as Chinese and Arabic alif as nothing.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

_LIKE_ARABIC = (
    "ا a أ a آ a إ i ٱ a ى a ة a ؤ w ئ y ب b پ p ت t ث th ج j چ ch ح h خ kh د d ذ dh ر r ز z ژ zh س s ش sh ص s ض dh "
    "ط t ظ dh غ gh ف f ڤ v ق q ک k ك k گ g ل l ڵ l م m ن n ں n ه h ھ h و w ي y ی y ې y ێ e ے y ە e ۀ e ہ h ٹ t ڈ d "
    "ڑ r ڕ r ۆ o ۇ u ډ d ټ t ړ r ښ sh"
)
_LIKE_HEBREW = (
    "א a ב b ג g ד d ה h ו w ז z ח kh ט t י y כ k ך kh ל l מ m "
    "ם m נ n ן n ס s פ p ף f צ ts ץ ts ק k ר r ש sh ת t"
)
_LETTERS = {
    "č": "ch", "ć": "ch", "ç": "ch", "š": "sh", "ş": "sh", "ș": "sh", "ś": "sh", "ž": "zh", "ż": "zh", "ź": "zh",
    "ğ": "gh", "ñ": "ny", "ţ": "ts", "ț": "ts", "ə": "a", "ß": "ss", "χ": "kh", "қ": "k", "ғ": "gh",
    "ŋ": "ng", "ɗ": "d", "ɓ": "b", "ƙ": "k", "џ": "j", "ћ": "ch", "ј": "y", "đ": "dh", "ł": "l",
}  # fmt: skip
_GREEK = (
    ("μπ", "b"),
    ("ντ", "nd"),
    ("γκ", "g"),
    ("γγ", "ng"),
    ("ου", "u"),
    ("ευ", "ev"),
    ("αυ", "av"),
    ("τζ", "tz"),
)
_LIKE_BURMESE = (
    "ောင် aung ိုင် aing ော် aw ော aw ေါ် aw ည် i င် in ို o ေ e ွန် un ွတ် ut ရှ sh ကျ ky "
    "ကြ ky ချ ch ခြ ch ဂျ j ဂြ j မြ my မျ my ဖြ py ဖျ py ဗြ by သ th ဝ w စွ sw စ s ဆ s "
    "ဇ z ဖ p ဘ b ခ kh ထ t ဒ d "
)


def _table(pairs: str) -> dict[str, str]:
    words = pairs.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_ARABIC, _HEBREW, _BURMESE = _table(_LIKE_ARABIC), _table(_LIKE_HEBREW), _table(_LIKE_BURMESE)
_SMALL_KANA = str.maketrans({"ャ": "ゃ", "ュ": "ゅ", "ョ": "ょ", "ッ": "っ", "ー": None})


def romanised(word: str) -> str:
    """A word of any script in lower-case Latin letters, digraphs for sounds (sh, kh, zh), without other signs."""
    word = unicodedata.normalize("NFC", word).lower()
    kind = script(word)
    if kind == "arabic":
        return _by_letter(re.sub(r"[ً-ْـ‌]", "", word), _ARABIC)
    if kind == "hebrew":
        return _by_letter(re.sub("ץ׳|צ׳|ץ'|צ'", "ch", word.replace("וו", "v").replace("יי", "y")), _HEBREW)
    if kind == "indic":
        return _indic(word)
    if kind in _REWRITTEN:
        word = _REWRITTEN[kind](word)
    if kind == "sinhala":
        word = word.replace("ං", "න")
    word = "".join(_LETTERS.get(letter, letter) for letter in unicodedata.normalize("NFC", word))
    latin = re.sub(r"[^a-z]", "", anyascii(word).lower())
    return re.sub(r"([pkt])h", r"\1", latin) if kind in {"thai", "khmer", "lao"} else latin


def script(word: str) -> str:
    """Which of the scripts that need care the first telling letter is of; "" for the others."""
    for letter in word:
        code = ord(letter)
        for low, high, kind in _RANGES:
            if low <= code <= high:
                return kind
    return ""


_RANGES = (
    (0x0590, 0x05FF, "hebrew"), (0x0600, 0x06FF, "arabic"), (0x0750, 0x077F, "arabic"), (0x0900, 0x0D7F, "indic"),
    (0x0E00, 0x0E7F, "thai"), (0x1000, 0x109F, "burmese"), (0x1200, 0x137F, "ethiopic"), (0x3041, 0x30FF, "kana"),
    (0x0370, 0x03FF, "greek"), (0xAC00, 0xD7A3, "hangul"), (0x3400, 0x9FFF, "hanzi"), (0x1780, 0x17FF, "khmer"),
    (0x0400, 0x052F, "cyrillic"), (0x0D80, 0x0DFF, "sinhala"), (0x0E80, 0x0EFF, "lao"),
)  # fmt: skip


_AT_THE_EDGE = re.compile("^[اأא](?=[ويیוי])|(?<=[^لל][^لל])[هהہ]$")
"""Alif that only carries a vowel, and h that stands for a last a or e."""


def _by_letter(word: str, table: dict[str, str]) -> str:
    """Letter by letter; an apostrophe keeps s and h of two letters apart from sh."""
    found = ""
    for letter in _AT_THE_EDGE.sub(lambda edge: "ة" if edge.start() else "", word):
        latin = "a" if letter == "ة" else table.get(letter, _own(letter))
        apart = (latin == "h" and found[-1:] in set("sztdkgpc")) or (latin == "s" and found == "t")
        apart = apart or (latin not in ("", "l") and found.endswith(latin))
        found += f"'{latin}" if apart and not letter.isascii() else latin
    return found


def _own(letter: str) -> str:
    return letter if letter.isascii() and letter.isalpha() else ""


_NUKTAS = frozenset("़়਼઼")
_DOTTED = dict(zip("डढजफডঢযਜਫਸ", ["r", "r", "z", "f", "r", "r", "y", "z", "f", "sh"], strict=True))
"""What a dot below makes of a letter."""


def _indic(word: str) -> str:
    """The nine Indic blocks have one order: a consonant is followed by a vowel sign, a virama or an unwritten a."""
    written = ""
    letters = unicodedata.normalize("NFC", word)
    for here, after in zip(letters, [*letters[1:], ""], strict=True):
        place = ord(here) & 0x7F
        if 0x15 <= place <= 0x39 or 0x58 <= place <= 0x5F:
            plain = re.sub(r"[^a-z]", "", anyascii(here).lower()).rstrip("a") or "y"
            plain = _DOTTED.get(here, plain) if after in _NUKTAS else "j" if here == "য" else plain
            plain = {"c": "ch", "ch": "chh", "ph": "f"}.get(plain, plain)
            bare = after and 0x3C <= ord(after) & 0x7F <= 0x4D and ord(after) > 0x7F
            written += plain + ("" if bare or not after else "a")
        elif place == 0x02 or (place == 0x70 and "\u0a00" < here < "\u0a80"):
            written += "n"
        else:
            written += re.sub(r"[^a-z]", "", anyascii(here).lower())
    return written


def _burmese(word: str) -> str:
    word = re.sub(r"([က-အ])(?=[ကခဂစဇတထဒနပဖဗဘမယလသ]့?်)", r"\1a", word)
    for letters, latin in _BURMESE.items():
        word = word.replace(letters, latin)
    return word


def _thai(word: str) -> str:
    """Silent letters go, vowels written before their consonant go behind it; l, r and ny are n at a word's end."""
    word = re.sub("[ก-ฮ][ิุ]?์", "", word)
    word = re.sub(r"([เแโใไ])(ห?[ก-ฮ])", r"\2\1", word)
    word = re.sub("ห(?=[งญนมยรลว])", "", word)
    return re.sub(r"[ลรฬญณ]$|ญ(?=[ก-ฮ])", "น", word).replace("ญ", "ย")


def _lao(word: str) -> str:
    word = re.sub(r"([ເແໂໃໄ])([ກ-ຮ])", r"\2\1", word)
    return re.sub("(?<=[ກ-ຮ])ອ(?=[ກ-ຮ])", "o", word)


def _greek(word: str) -> str:
    word = unicodedata.normalize(
        "NFC", "".join(c for c in unicodedata.normalize("NFD", word) if c != "\u0301")
    )
    word = re.sub("^ντ", "d", word)
    for letters, latin in _GREEK:
        word = word.replace(letters, latin)
    return word


def _kana(word: str) -> str:
    """Small y after a sign of the i row makes one syllable: ki + ya is kya, shi + ya is sha."""
    latin = "".join(
        anyascii(sign) if sign not in "ゃゅょっ" else sign for sign in word.translate(_SMALL_KANA)
    )
    latin = re.sub(r"(sh|ch|j)i([ゃゅょ])", lambda m: m[1] + anyascii(m[2])[-1], latin)
    latin = re.sub(r"i([ゃゅょ])", lambda m: "y" + anyascii(m[1])[-1], latin)
    return latin.replace("っ", "")


_REWRITTEN = {"burmese": _burmese, "thai": _thai, "lao": _lao, "greek": _greek, "kana": _kana}
