"""The names of months in the languages and calendars of the press, beside those that CLDR lists. Pure."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from pipeline.cases.calendars import Calendar
from pipeline.cases.date_letters import folded

# Twelve months (thirteen in Ethiopia) between commas; a bar parts spellings, which are regular expressions.
# A tilde marks a spelling that is a common word too: it counts only beside a day or a year.
_MORE: dict[str, str] = {
    "am": "ጃንዩወሪ|ጥር ወር, ፌብሩወሪ|ፌብሯሪ, , , , , , , , , ,",
    "ar": "كانون الثاني|جانفي, شباط|فيفري|فبرائر, آذار|~مارس, نيسان|أفريل|إبريل, أيار|ماي|~مايو, حزيران|جوان, "
    "تموز|جويلية, ~آب|أوت|اغسطس, أيلول|شتنبر, تشرين الأول|اكتوبر, تشرين الثاني|نونبر, كانون الأول|دجنبر",
    "az": "yanvar, fevral, ~mart, aprel, ~may, iyun, iyul, avqust, sentyabr, oktyabr, noyabr, dekabr",
    "bn": "জানুয়ারি, ফেব্রুয়ারি, , , ~মে, , , আগষ্ট, , , ,",
    "de": "jänner, feber|~feb, ~mär, ~apr, , , , ~aug, ~sept?, ~okt, ~nov, ~dez",
    "en": "~jan, ~feb, ~mar, ~apr, , ~jun, ~jul, ~aug, ~sept?, ~oct, ~nov, ~dec",
    "es": "~ene, ~feb, ~mar, ~abr, ~may, ~jun, ~jul, ~ago, setiembre|~sept?, ~oct, ~nov, ~dic",
    "fa": "ژانویهٔ, فوریهٔ|فبروری, مارچ|~مارس, اپریل|آوریل, ~می|~مه, جون|ژوئن, جولای|ژوئیه, اگست|آگوست|اوت, "
    "سپتمبر|سپتامبر, اکتوبر|اکتبر, نومبر|نوامبر, دسمبر|دسامبر",
    "fil": "january|~ene, february|~peb, march, april, ~may, june, july, august, september, october, november,"
    " december",
    "fr": "~janv, ~févr, , ~avr, , , ~juil, , ~sept, ~oct, ~nov, ~déc",
    "ha": "janairu, fabrairu|fabarairu, maris, afrilu|afirilu, ~mayu, yuni, yuli, agusta|ogusta, satumba, "
    "oktoba, nuwamba, disamba",
    "he": "~ינו, ~פבר, מרס, , , , , , , , ,",
    "hi": "~जन, फ़रवरी|फरवरी, , , ~मई, , , अगस्त, सितंबर|सितम्बर, अक्टूबर|अक्तूबर, नवंबर|नवम्बर, दिसंबर|दिसम्बर",
    "id": "~jan, ~feb|pebruari, ~mar, ~apr, , ~jun, ~jul, ~agu|~agt, ~sept?, ~okt, nopember|~nov, ~des",
    "ig": "jenuwari|january, februwari|february, maachi|machi|march, eprel|epril|april, ~mee|~may, juun|june, "
    "july|julai, ogost|august, september, okotoba|october, november, december",
    "it": "~gen, ~feb, ~mar, ~apr, ~mag, ~giu, ~lug, ~ago, ~sett?, ~ott, ~nov, ~dic",
    "ka": "იანვ(?:ა)?რ, თებერვ(?:ა)?ლ, მარტ, აპრილ, მაის, ივნის, ივლის, აგვისტო, სექტემბ(?:ე)?რ, "
    "ოქტომბ(?:ე)?რ, ნოემბ(?:ე)?რ, დეკემბ(?:ე)?რ",
    "km": ", កុម្ភះ|កុម្ភ, , , , , , , , តុលា(?!ការ), ,",
    "ku": "çile|کانوونی دووەم|کانونی دووەم|rêbendanê, sibatê?|شوبات, adarê?|ئازار|ادار, nîsanê?|نیسان, "
    "gulanê?|ئایار, hezîranê?|حوزەیران|حوزه‌یران, tîrmehê?|تەممووز|تەمموز|تەموز, tebaxê?|ئاب, îlonê?|ئەیلوول|"
    "ئەیلول, cotmehê?|تشرینی یەکەم, mijdarê?|تشرینی دووەم, kanûnê?|berfanbarê?|کانوونی یەکەم|کانونی یەکەم",
    "ky": "январ, феврал, ~март, апрел, ~май, июн, июл, август, сентябр, октябр, ноябр, декабр",
    "ms": "~jan, ~feb, ~mac, ~apr, , ~jun, ~jul, ~og, ~sept?, ~okt, ~nov, ~dis",
    "my": ", , မတ်လ, , ~မေလ, , , သြဂုတ်, , , ,",
    "ne": "जनवरी, फेब्रुअरी|फेब्रुवरी|फरवरी, , अप्रिल|अप्रेल, ~मे|~मई, , , , सेप्टेम्बर|सेप्टेम्वर, अक्टोबर|अक्टुबर, , डिसेम्बर",
    "pl": "stycze[nń]|styczniu, lut(?:y|ym), marz(?:ec|cu), kwie(?:cień|tniu), ~maj|maju, czerw(?:iec|cu), "
    "lip(?:iec|cu), sierp(?:ień|niu), wrze(?:sień|śniu), październiku?, listopad(?:zie)?, grud(?:zień|niu)",
    "pt": "~jan, ~fev, ~mar|~março, ~abr, ~mai, ~jun, ~jul, ~ago, ~set, ~out, ~nov, ~dez",
    "ru": "январ[ьею], феврал[ьею], март[еу]?, апрел[ьею], ма[йею], июн[ьею], июл[ьею], август[еу]?, "
    "сентябр[ьею], октябр[ьею], ноябр[ьею], декабр[ьею]",
    "si": ", , , අප්‍රේල්, , , , , , , ,",
    "so": "janaayo|jannaayo|january, febraayo|february, maarso|march, abriil|april, maajo|maayo|~may, juun|"
    "juunyo|june, luulyo|july, agoosto|agosto|august, sebtembar|september, oktoobar|october, nofembar|"
    "noofembar|november, disembar|desembar|december",
    "sw": ", , , , , , , , , , , disemba",
    "ta": ", பெப்ரவரி|பிப், , , ~மே, , , ஆகஸ்டு?, , , ,",
    "th": "ม\\.ค\\., ก\\.พ\\., มี\\.ค\\., เม\\.ย\\., พ\\.ค\\., มิ\\.ย\\., ก\\.ค\\., ส\\.ค\\., ก\\.ย\\., "
    "ต\\.ค\\., พ\\.ย\\., ธ\\.ค\\.",
    "uk": "січ(?:ень|ні), лют(?:ий|ому), берез(?:ень|ні), квіт(?:ень|ні), трав(?:ень|ні), черв(?:ень|ні), "
    "лип(?:ень|ні), серп(?:ень|ні), верес(?:ень|ні), жовт(?:ень|ні), листопаді?, груд(?:ень|ні)",
    "ur": "جنوری, فروری|فرورى, ~مارچ, , ~مئی|~مئ, , , , , , ,",
    "uz": "январ[ья]?, феврал[ья]?, ~mart|март, апрел[ья]?, ~may|май, июн[ья]?, июл[ья]?, август, sentyabr|"
    "сентябр[ья]?, oktyabr|октябр[ья]?, ноябр[ья]?, декабр[ья]?",
    "yo": "sere|january, erele|february, erena|march, igbe|april, ebibi|~may, okudu|june, agemo|july, ogun|"
    "august, owewe|september, owara|october, belu|november, ope|december",
}  # fmt: skip
_HIJRI_ARABIC = (
    "محرم, صفر, ربيع ال[أا]ول, ربيع (?:الثاني|الثانى|الآخر), جمادى ال[أا]ولى?, جمادى (?:الثانية|الآخرة|"
    "الثاني), رجب, شعبان, رمضان, شوال, ذ[يو] القعدة|ذيقعده, ذ[يو] الحجة|ذیحجه"
)
_HIJRI_LATIN = (
    "muharram, safar|shafar, rabi'?ul awwal|rabiul awal, rabi'?ul (?:akhir|thani), jumadil (?:awal|"
    "awwal), jumadil (?:akhir|thani), rajab, sya'?ban|sha'?ban, ramadh?an, syawal|shawwal, "
    "zul(?:ka'?i?dah|qa'?dah), zul(?:hijjah|hijah)"
)
_SOLAR = (
    "فروردین|حمل, اردیبهشت|~ثور, خرداد|~جوزا, ~تیر|~سرطان, ~مرداد|~امرداد|~اسد, شهریور|~سنبله, ~مهر|"
    "~میزان, آبان|~عقرب, ~آذر|~قوس, ~دی|~جدی, بهمن|~دلو, ~اسفند|~حوت"
)
_KURDISH_SOLAR = (
    "خاکەلێوە, ~گوڵان, جۆزەردان, پووشپەڕ, گەلاوێژ, خەرمانان, ڕەزبەر|رەزبەر, گەڵاڕێزان|خەزەڵوەر, "
    "سەرماوەز, بەفرانبار, ڕێبەندان|رێبەندان, ڕەشەمێ|ڕەشەمە|رەشەمێ"
)
_NEPALI = (
    "बैशाख|वैशाख|बैसाख, जेठ|जेष्ठ|ज्येष्ठ, असार|आषाढ, साउन|श्रावण|सावन, भदौ|भाद्र|भाद्रपद|भदाै, असोज|आश्विन|आश्वीन, कात्तिक|"
    "कार्तिक, मंसिर|मङ्सिर|मंसीर|मार्ग, ~पुस|~पुष|पौष, माघ, फागुन|फाल्गुन, चैत|चैत्र"
)
_ETHIOPIAN = "መስከረም, ጥቅምት, ኅዳር, ታኅሣሥ|ታህሳስ, ~ጥር, የካቲት, መጋቢት, ሚያዝያ|ሚያዚያ, ግንቦት, ሰኔ, ሐምሌ, ነሐሴ, ጳጉሜን|ጳጉሜ|ጷጉሜን|ጷጉሜ"
_OTHER_CALENDARS: dict[str, tuple[tuple[Calendar, str], ...]] = {
    "ar": ((Calendar.HIJRI, _HIJRI_ARABIC),),
    "fa": ((Calendar.SOLAR_HIJRI, _SOLAR), (Calendar.HIJRI, _HIJRI_ARABIC)),
    "ur": ((Calendar.HIJRI, _HIJRI_ARABIC),),
    "id": ((Calendar.HIJRI, _HIJRI_LATIN),),
    "ms": ((Calendar.HIJRI, _HIJRI_LATIN),),
    "ku": ((Calendar.SOLAR_HIJRI, _KURDISH_SOLAR),),
    "ne": ((Calendar.NEPALI, _NEPALI),),
    "am": ((Calendar.ETHIOPIAN, _ETHIOPIAN),),
    "en": ((Calendar.HIJRI, _HIJRI_LATIN),),
}

Month = tuple[str, bool, Calendar, int]
"""A spelling as a regular expression, whether it needs a day or a year beside it, the calendar, the number."""


@lru_cache(maxsize=64)
def months(language: str) -> tuple[Month, ...]:
    """Every spelling of every month in a language, folded like the text they are looked for in."""
    found = list(_listed(language, Calendar.GREGORIAN, _MORE.get(language, "")))
    for calendar, names in _OTHER_CALENDARS.get(language, ()):
        found += [
            (name, weak or calendar is Calendar.HIJRI, c, n)
            for name, weak, c, n in _listed(language, calendar, names)
        ]
    listed = [name for name, *_ in found]
    return (
        *found,
        *(month for month in _from_cldr(language) if not any(n.startswith(month[0]) for n in listed)),
    )


def _listed(language: str, calendar: Calendar, names: str) -> list[Month]:
    return [
        (folded(spelling.lstrip("~"), marks=language == "vi"), spelling.startswith("~"), calendar, number)
        for number, spellings in enumerate(names.split(","), start=1)
        for spelling in spellings.strip().split("|" if "(" not in spellings else "\0")
        if spelling
    ]


def _from_cldr(language: str) -> list[Month]:
    try:
        names = Locale.parse(language).months["format"]["wide"]
    except (UnknownLocaleError, ValueError):
        return []
    return [
        (folded(name), False, Calendar.GREGORIAN, number)
        for number, name in names.items()
        if not _has_digit(name)
    ]


def _has_digit(name: str) -> bool:
    """Such months are numbers, which date_tokens reads as such."""
    return any(character.isdigit() for character in name)
