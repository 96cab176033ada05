"""What the press calls spans of time, and the words and numbers by which it counts them. Pure."""

from __future__ import annotations

from pipeline.cases.date_letters import folded

# Regular expressions, tried on text folded by date_letters.

SPANS: dict[str, str] = {  # day; week; month; year; ago; numbers from one on.
    "am": "ቀን|ቀናት; ሳምንት|ሳምንታት; ወር|ወራት; ዓመት|ዓመታት; በፊት; አንድ ሁለት ሶስት አራት አምስት ስድስት ሰባት ስምንት",
    "ar": "ايام|يوم|يوما; اسابيع|اسبوع; اشهر|شهور|شهر; سنوات|اعوام|سنه|عام; قبل|منذ; واحد اثنين ثلاثه? اربعه? "
    "خمسه? سته? سبعه? ثماني(?:ه)? تسعه? عشره?",
    "az": "gun; hefte; ay; il; evvel; bir iki uc dord bes alti yeddi",
    "bn": "দিন; সপ্তাহ; মাস; বছর; আগে|পূর্বে; এক দুই তিন চার পাঁচ ছয় সাত আট",
    "de": "tag(?:en)?; wochen?; monat(?:en)?; jahr(?:en)?; vor; eine[mr] zwei drei vier funf sechs sieben acht",
    "en": "days?; weeks?; months?; years?; ago; (?:a|an|one) two three four five six seven eight nine ten",
    "es": "dias?; semanas?; mes(?:es)?; anos?; hace; una? dos tres cuatro cinco seis siete ocho nueve diez",
    "fa": "روز; هفته; ماه; سال; پیش|قبل; یک دو سه چهار پنج شش هفت هشت",
    "fil": "araw; linggo; buwan; taon; nakaraan|nakalipas; isang dalawang tatlong apat_na limang anim_na "
    "pitong",
    "fr": "jours?; semaines?; mois; an(?:s|nees?)?; il y a; une? deux trois quatre cinq six sept huit neuf dix",
    "he": "ימים|יום; שבועות|שבוע; חודשים|חודש; שנים|שנה; לפני; אחד שניים|שני שלושה ארבעה חמישה שישה שבעה",
    "hi": "दिन; हफ्ते|सप्ताह|हफ़्ते; महीने; साल; पहले; एक दो तीन चार पांच|पाँच छह सात आठ",
    "id": "hari; minggu|pekan; bulan; tahun; lalu|yang lalu|silam; satu dua tiga empat lima enam tujuh delapan",
    "it": "giorn[io]; settiman[ae]; mes[ei]; ann[io]; fa; una? due tre quattro cinque sei sette otto nove "
    "dieci",
    "ja": "日; 週間; (?:か|カ|ヶ|ケ)月; 年; 前; 一 二 三 四 五 六 七 八 九 十",
    "ka": "დღის; კვირის; თვის; წლის; წინ; ერთი ორი სამი ოთხი ხუთი ექვსი შვიდი",
    "kk": "күн; апта; ай; жыл; бұрын; бір екі үш төрт бес алты жеті",
    "km": "ថ្ងៃ; សប្ដាហ៍|សប្តាហ៍; ខែ; ឆ្នាំ; មុន; មួយ ពីរ បី បួន ប្រាំ",
    "ko": "일; 주일?; 개월|달; 년; 전; 하루|한 이틀|두 사흘|세 나흘|네 다섯",
    "ku": "roj|ڕۆژ|رۆژ; hefte|هەفتە; meh|مانگ; sal|ساڵ; ber[ie]|پێش|لەمەوبەر; yek|یەک du|دوو se|سێ car|چوار "
    "penc|پێنج",
    "ky": "күн; жума; ай; жыл; мурун|мурда; бир эки үч төрт беш алты жети",
    "ms": "hari; minggu; bulan; tahun; lalu|yang lalu; satu dua tiga empat lima enam tujuh lapan",
    "my": "ရက်; ပတ်; လ; နှစ်; အကြာက|က; တစ် နှစ် သုံး လေး ငါး",
    "ne": "दिन; साता|हप्ता; महिना; वर्ष; अघि|पहिले|अगाडि; एक दुई तीन चार पाँच छ सात आठ",
    "pl": "dni|dzien; tygodnie|tydzien|tygodni; miesiac(?:e)?|miesiecy; lata|lat|rok; temu; jeden dwa trzy "
    "cztery piec szesc siedem",
    "pt": "dias?; semanas?; mes(?:es)?; anos?; ha|atras; um|uma dois|duas tres quatro cinco seis sete oito "
    "nove dez",
    "ro": "zile|zi; saptaman[ia]; luni|luna; ani|an; acum|in urma cu; o|un doua|doi trei patru cinci sase "
    "sapte opt",
    "ru": "дн(?:я|еи)|день; недел[иью]|недель; месяц(?:а|ев)?; год(?:а)?|лет; назад; один|одну два|две|двумя "
    "три|тремя четыре пять шесть семь восемь девять десять",
    "si": "දින|දවස්; සති; මාස; වසර|අවුරුදු; පෙර|කට පෙර; එක් දෙ තුන් හතර පස්",
    "so": "maalmood|maalin; toddobaad; bilood|bil; sano|sannado; ka hor; hal laba saddex afar shan lix toddoba",
    "sw": "siku; wiki; miezi|mwezi; miaka|mwaka; iliyopita|zilizopita|uliopita; moja|mmoja mbili|miwili tatu|"
    "mitatu nne|minne tano|mitano sita saba nane",
    "ta": "நாட்களுக்கு|நாள்களுக்கு|நாட்கள்; வாரங்களுக்கு|வாரத்துக்கு|வாரத்திற்கு; மாதங்களுக்கு|மாதத்துக்கு|மாதத்திற்கு; ஆண்டுகளுக்கு; முன்பு|முன்|"
    "முன்னர்; ஒரு இரண்டு மூன்று நான்கு ஐந்து",
    "th": "วัน; สัปดาห์; เดือน; ปี; ก่อน|ที่แล้ว|ที่ผ่านมา; หนึ่ง สอง สาม สี่ ห้า หก เจ็ด",
    "tr": "gun; hafta; ay; yil; once; bir iki uc dort bes alti yedi sekiz",
    "uk": "дн[ія]в?|день; тижн[іяв]+|тиждень; місяц[іяв]+|місяць; рок[иів]+|рік; тому; один дв[аі] три чотири "
    "п'ять шість сім вісім",
    "ur": "دن|روز; ہفت[ہے]|ہفتوں; ماہ|مہین[ےہ]; سال|برس; قبل|پہلے; ایک دو تین چار پانچ چھ سات آٹھ",
    "uz": "kun|кун; hafta|ҳафта; oy|ой; yil|йил; oldin|avval|олдин|аввал; bir|бир ikki|икки uch|уч to'rt|тўрт "
    "besh|беш olti yetti",
    "vi": "ngày; tuần; tháng; năm; trước|cách đây; một hai ba bốn năm sáu bảy tám chín mười",
    "zh": "天|日; 周|星期|週|个星期; 个?月|個月; 年; 前|之前; 一 [二两兩] 三 四 五 六 七 八 九 十",
}  # fmt: skip

SAME_LENGTH: dict[str, str] = {  # two days; two weeks; two months; two years, in one word.
    "ar": "يومين; اسبوعين; شهرين; عامين|سنتين",
    "he": "יומיים; שבועיים; חודשיים; שנתיים",
    "ko": "이틀; ; ;",
}


def words(table: dict[str, str], language: str, place: int) -> tuple[str, ...]:
    """The spellings in one field of a table; none where the language has none."""
    fields = table.get(language, "").split(";")
    if place >= len(fields) or not fields[place].strip():
        return ()
    return tuple(folded(word.strip(), marks=language == "vi") for word in _parted(fields[place]))


def _parted(field: str) -> list[str]:
    return [field.strip()] if "(" in field or "[" in field else field.split("|")


def counts(language: str) -> list[tuple[int, str]]:
    """The numbers from one on in words."""
    field = SPANS.get(language, ";;;;;").split(";")[5]
    listed = enumerate(folded(field, marks=language == "vi").split(), start=1)
    return [
        (number, spelling.replace("_", " "))
        for number, spellings in listed
        for spelling in ([spellings] if "(" in spellings or "[" in spellings else spellings.split("|"))
    ]
