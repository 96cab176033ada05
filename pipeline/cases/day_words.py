"""What the press calls the weekdays, and the days around that of publication. Pure."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from pipeline.cases.date_letters import folded

# Regular expressions, tried on text folded by date_letters.

WEEKDAYS: dict[str, str] = {  # Monday to Sunday, beside or in place of CLDR's.
    "am": ", , ዕሮብ|ሮብ, ኀሙስ, አርብ, ቅዳሜ, እሁድ",
    "ar": "(?:ال)?اثنين, (?:ال)?ثلاثاء|الثلثاء, (?:ال)?اربعاء, (?:ال)?خميس, (?:ال)?جمعه, يوم سبت|السبت, يوم "
    "احد|الاحد",
    "bn": ", , , বৃহস্পতিবার, , , রোববার",
    "fa": "دوشنبه, سه ?شنبه, چهار ?شنبه, پنج ?شنبه, جمعه, روز شنبه, یک ?شنبه",
    "fil": ", , miyerkoles|miyerkules, , , ,",
    "ha": ", , , , juma'?a|jumma'?a, ,",
    "he": "יום (?:שני|ב'), יום (?:שלישי|ג'), יום (?:רביעי|ד'), יום (?:חמישי|ה'), יום (?:שישי|ו'), (?:יום "
    ")?שבת, יום (?:ראשון|א')",
    "hi": ", , , गुरुवार|बृहस्पतिवार|गुरूवार, , , इतवार",
    "id": ", , , , jum'?at, , ahad",
    "ig": "monde|monday, tiuzdee|tiuzde|tuesday, wenezdee|wenesde|wednesday, toozdee|tozde|thursday, fraidee|"
    "fraide|friday, satodee|satode|saturday, sondee|sonde|sunday",
    "ja": "月曜, 火曜, 水曜, 木曜, 金曜, 土曜, 日曜",
    "ka": "ორშაბათ, სამშაბათ, ოთხშაბათ, ხუთშაბათ, პარასკევ, შაბათ, კვირას(?! განმავლობაში)",
    "km": "ថ្ងៃ ?ចន្ទ|ថ្ងៃ ?ច័ន្ទ, , , ថ្ងៃ ?ព្រហស្បតិ៍, , ,",
    "ko": "월요일, 화요일, 수요일, 목요일, 금요일, 토요일, 일요일",
    "ku": "dusem[eê]?|دووشەممە|دوشەممە, sesem[eê]?|سێشەممە, carsem[eê]?|چوارشەممە, pencsem[eê]?|پێنجشەممە, "
    "in[ie]|هەینی, semi|شەممە, yeksem[eê]?|یەکشەممە",
    "ms": ", , , , jumaat, , ahad",
    "my": "တနင်္လာ, , , , , ,",
    "ne": ", , , बिहीबार|बिहिबार, , ,",
    "pl": "poniedzialek|poniedzialku, wtorek|wtorku, srod[aey], czwartek|czwartku, piatek|piatku, sobot[aey]|"
    "sobote, niedziel[aei]|niedziele",
    "pt": "segunda-feira|(?:na|nesta|desta) segunda(?! vez| instancia| vara), terca-feira|(?:na|nesta|desta) "
    "terca, quarta-feira|(?:na|nesta|desta) quarta, quinta-feira|(?:na|nesta|desta) quinta, sexta-feira|(?:na|"
    "nesta|desta) sexta, sabado, domingo",
    "ro": "lunea|luni, martea|marti, miercurea|miercuri, joia|joi, vinerea|vineri, sambata, duminica",
    "ru": "понедельник[ауе]?, вторник[ауе]?, сред[ауые], четверг[ауе]?, пятниц[ауые], суббот[ауые], "
    "воскресень[еяю]",
    "so": "isniin(?:ti|tii)?, talaad[ao](?:dii)?, arbac[ao](?:dii)?, khamiis(?:ti|tii)?, jimc[aeio](?:hii|"
    "dii)?, sabti(?:dii)?, axad(?:di|dii)?",
    "th": "วันจันทร์, วันอังคาร, วันพุธ, วันพฤหัส, วันศุกร์, วันเสาร์, วันอาทิตย์",
    "ta": "திங்கட்கிழமை|திங்கள்கிழமை, செவ்வாய்க்கிழமை, புதன்கிழமை, வியாழக்கிழமை, வெள்ளிக்கிழமை, சனிக்கிழமை, ஞாயிற்றுக்கிழமை",
    "tr": "pazartesi, sali gunu|sali, carsamba, persembe, cuma, cumartesi, pazar gunu",
    "uk": "понедiлок|понеділ(?:ок|ка|ку), вівтор(?:ок|ка|ку), серед[ауи], четвер(?:га|г)?, п'ятниц[яюі], "
    "субот[ауи], неділ[яюі]",
    "ur": "پیر(?= کے روز| کو| کی), منگل, بدھ, جمعرات, جمع[ہے], ہفت[ہے] کے روز|ہفتے کو|سنیچر, اتوار",
    "vi": "thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, thứ bảy, chủ nhật",
    "yo": "ojo aje|monde, ojo isegun|tusde, ojoru|wesde, ojobo|tosde, ojo eti|fraide, ojo abameta|satide, ojo "
    "aiku|sonde",
    "zh": "(?:周|星期|礼拜|週|禮拜)一, (?:周|星期|礼拜|週|禮拜)二, (?:周|星期|礼拜|週|禮拜)三, (?:周|星期|"
    "礼拜|週|禮拜)四, (?:周|星期|礼拜|週|禮拜)五, (?:周|星期|礼拜|週|禮拜)六, (?:周|星期|礼拜|週|禮拜)[日天]",
}  # fmt: skip
OWN_WEEKDAYS = frozenset(["ar", "he", "fa", "pt", "vi", "tr", "ur", "ru", "uk", "th", "ja", "ka", "zh"])
"""Languages in which CLDR's bare weekdays are common words, or are all among those above."""

DAYS: dict[str, str] = {  # two days before; the day before; the day itself; the day after publication.
    "am": "ከትናንት በስቲያ|ከትላንት ወዲያ; ትናንት|ትላንት|ትላንትና; ዛሬ; ነገ",
    "ar": "اول امس|اول من امس; امس|البارحه; اليوم(?! (?:ال[^ن]|ان|الذي))|صباح اليوم|مساء اليوم; غدا",
    "az": "sragagun|srag[ae] gun; dunen; bu ?gun; sabah(?=\\s)",
    "bn": "গত পরশু; গতকাল; আজ; আগামীকাল",
    "de": "vorgestern; gestern; heute; morgen(?! (?:fruh ?)?(?:um|von) )",
    "en": "day before yesterday; yesterday|last night; today|tonight|(?:this|on the same) (?:morning|"
    "afternoon|evening); tomorrow",
    "es": "anteayer|antier; ayer|anoche; hoy; (?<!la )(?<!esta )manana(?! (?:de|del) )",
    "fa": "پریروز; دیروز|دیشب; امروز|امشب; فردا",
    "fil": "kamakalawa; kahapon|kagabi; ngayong araw|ngayong (?:umaga|hapon|gabi)|(?<!hanggang )ngayon(?=[,"
    ".]); bukas(?= ng|[,.])",
    "fr": "avant-hier; hier; aujourd'hui|ce matin|ce soir; demain",
    "ha": "shekaranjiya; jiya; yau; gobe",
    "he": "שלשום; אתמול|אמש; היום(?! ה)|הבוקר|הערב; מחר",
    "hi": "; बीते कल|कल रात; आज; आने वाले कल",
    "id": "kemarin lusa|dua hari lalu; kemarin|semalam; hari ini|tadi (?:pagi|malam|siang); besok",
    "ig": "; unyaahu|nnyaafu|ununyaahu; taa|tata; echi",
    "it": "l'altro ieri|l'altroieri; ieri; oggi|stamattina|stasera; domani",
    "ja": "一昨日|おととい; 昨日|昨夜|きのう; 今日|本日|きょう|今朝; 明日|あす",
    "ka": "გუშინწინ; გუშინ; დღეს; ხვალ",
    "kk": "алдыңғы күні; кеше; бүгін; ертең",
    "km": "ម្សិលម្ង៉ៃ; ម្សិលមិញ; ថ្ងៃនេះ; ថ្ងៃស្អែក|ស្អែកនេះ",
    "ko": "그저께|그제; 어제; 오늘; 내일",
    "ku": "peri; duhi|do|دوێنێ; iro|ئەمڕۆ|ئەمرۆ; sibe|سبەی|سبەینێ",
    "ky": "мурдагы күнү; кечээ; бүгүн; эртең",
    "ms": "kelmarin dulu; semalam|kelmarin; hari ini|pagi tadi; esok",
    "my": "တစ်နေ့က|တမြန်နေ့; မနေ့က|ယမန်နေ့; ယနေ့|ဒီနေ့|ဒီကနေ့; မနက်ဖြန်",
    "ne": "अस्ति; हिजो; आज; भोलि",
    "pl": "przedwczoraj; wczoraj; dzisiaj|dzis|dzis rano; jutro",
    "pt": "anteontem; ontem; hoje; amanha",
    "ro": "alaltaieri; ieri; astazi|azi; maine",
    "ru": "позавчера; вчера; сегодня; завтра",
    "si": "පෙරේදා; ඊයේ; අද; හෙට",
    "so": "doraad(?:ey)?|dorraad; shalay(?:to)?|xalay; maanta; berri(?=[\\s,.])",
    "sw": "juzi; jana; leo; kesho",
    "ta": "நேற்று முன்தினம்|நேற்று முன் தினம்; நேற்று; இன்று; நாளை",
    "th": "เมื่อวานซืน|วานซืน; เมื่อวาน(?:นี้)?|วานนี้; วันนี้; พรุ่งนี้",
    "tr": "evvelsi gun|onceki gun; dun; bugun|bu sabah; yarin",
    "uk": "позавчора; вчора|учора; сьогодні; завтра",
    "ur": "; گزشتہ روز|گذشتہ روز; آج; آنے والے کل|کل ہوگی",
    "uz": "o'tgan kuni; kecha|кеча; bugun|бугун; ertaga|эртага",
    "vi": "hôm kia; hôm qua|tối qua|đêm qua; hôm nay|sáng nay|chiều nay|tối nay; ngày mai",
    "yo": "ijeta; lanaa?|anaa?; lonii?|onii?; lolaa?|olaa?",
    "zh": "前天|前日; 昨天|昨日|昨晚; 今天|今日|今早|今晨; 明天|明日(?!报)",
}  # fmt: skip


@lru_cache(maxsize=64)
def weekdays(language: str) -> tuple[tuple[str, int], ...]:
    """Spellings of the weekdays in a language with their numbers, Monday is 0."""
    listed = [
        (folded(spelling, marks=language == "vi"), day)
        for day, spellings in enumerate(WEEKDAYS.get(language, "").split(","))
        for spelling in ([spellings.strip()] if "(" in spellings else spellings.strip().split("|"))
        if spelling
    ]
    return (*listed, *([] if language in OWN_WEEKDAYS else _from_cldr(language)))


def _from_cldr(language: str) -> list[tuple[str, int]]:
    try:
        names = Locale.parse(language).days["format"]["wide"]
    except (UnknownLocaleError, ValueError):
        return []
    return [(folded(name, marks=language == "vi"), day) for day, name in names.items()]
