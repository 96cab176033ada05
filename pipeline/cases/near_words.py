"""What the press calls the month and the year around that of publication, and what it puts by a weekday. Pure."""

from __future__ import annotations

# Regular expressions, tried on text folded by date_letters.
# Last month; this month; next month; last year; this year; what says last and what says next by a weekday.
NEAR: dict[str, str] = {
    "am": "ባለፈው ወር; በዚህ ወር; በሚቀጥለው ወር; ባለፈው ዓመት; በዚህ ዓመት; ባለፈው|ያለፈው; በሚቀጥለው|በመጪው|ቀጣይ",
    "ar": "الشهر الماضي; هذا الشهر|الشهر الجاري|الشهر الحالي; الشهر المقبل|الشهر القادم; العام الماضي|السنه "
    "الماضيه|العام المنصرم; هذا العام|العام الجاري; الماضي|المنصرم; المقبل|القادم",
    "az": "kecen ay|oten ay; bu ay; gelen ay; kecen il|oten il; bu il; kecen|oten; gelen",
    "bn": "গত মাসে?র?; চলতি মাসে|এ মাসে; আগামী মাসে; গত বছর(?:ের)?; চলতি বছর(?:ের)?|এ বছর(?:ের)?; গত; আগামী|"
    "পরবর্তী",
    "de": "(?:vergangenen|letzten|vorigen) monat; diesen monat|diesem monat; nachsten monat|kommenden monat; "
    "(?:vergangenes|letztes|vergangenen|letzten|voriges) jahre?s?; dieses jahr|diesem jahr; letzten|"
    "vergangenen|vorigen; nachsten|kommenden|nachste|kommende",
    "en": "last month; (?:this|earlier this) month; next month; last year; (?:earlier )?this year; last|past|"
    "previous; next|coming|upcoming|following",
    "es": "el mes pasado|mes pasado; este mes; el proximo mes|el mes que viene; el ano pasado|ano pasado; "
    "este ano; pasado|ultimo; proximo|que viene",
    "fa": "ماه گذشته; این ماه; ماه آینده; سال گذشته|پارسال; امسال|سال جاری; گذشته; آینده",
    "fil": "noong nakaraang buwan; ngayong buwan; sa susunod na buwan; noong nakaraang taon; ngayong taon; "
    "nakaraang; sa susunod na|darating na|sa darating na",
    "fr": "le mois dernier|mois dernier; ce mois-ci; le mois prochain|mois prochain; l'an dernier|l'annee "
    "derniere|l'an passe; cette annee; dernier; prochain",
    "ha": "watan da ya (?:gabata|wuce); (?:wannan watan|watan nan); wata mai zuwa; bara|shekarar da ta "
    "(?:gabata|wuce); bana; da ta (?:gabata|wuce); mai zuwa",
    "he": "בחודש שעבר; החודש; בחודש הבא; בשנה שעברה|אשתקד; השנה; שעבר|האחרון; הבאה?|הקרוב",
    "hi": "पिछले (?:महीने|माह); इस (?:महीने|माह); अगले (?:महीने|माह); पिछले (?:साल|वर्ष); इस (?:साल|वर्ष); पिछले|बीते; "
    "अगले|आगामी",
    "id": "bulan lalu; bulan ini; bulan depan; tahun lalu; tahun ini; lalu; depan|mendatang|pekan depan",
    "ig": "onwa gara aga; onwa a; onwa na-abia; afo gara aga|aro gara aga; afo a; gara aga; na-abia",
    "it": "il mese scorso|lo scorso mese|mese scorso; questo mese; il prossimo mese; l'anno scorso|lo scorso "
    "anno; quest'anno; scorso|scorsa; prossimo|prossima",
    "ja": "先月; 今月; 来月; 昨年|去年; 今年; 先週|先週の; 来週|来週の|次の",
    "ka": "გასულ თვეს|გასულ თვეში; ამ თვეში; მომავალ თვეს|მომავალ თვეში; გასულ წელს|შარშან; წელს|მიმდინარე "
    "წელს; გასულ; მომავალ",
    "kk": "өткен айда?; осы айда?|биыл осы айда; келесі айда?; былтыр|өткен жылы; биыл; өткен; келесі|алдағы",
    "km": "ខែមុន; ខែនេះ; ខែក្រោយ|ខែ​ក្រោយ; ឆ្នាំមុន|ឆ្នាំ​មុន; ឆ្នាំនេះ; មុន|សប្តាហ៍មុន|កន្លងទៅ; ក្រោយ|សប្តាហ៍ក្រោយ|ខាងមុខ",
    "ko": "지난달; 이달|이번 달; 다음 달|내달; 지난해|작년; 올해; 지난|지난주; 다음|다음 주|오는",
    "ku": "meha bori|مانگی ڕابردوو|مانگی رابردوو; ve mehe|ئەم مانگە; meha be|مانگی داهاتوو; sala bori|par|"
    "ساڵی ڕابردوو|پار; isal|ئەمساڵ; bori|ڕابردوو|رابردوو; be|داهاتوو",
    "ky": "откон айда|өткөн айда; ушул айда; кийинки айда; былтыр|өткөн жылы; быйыл; өткөн; кийинки|келерки",
    "ms": "bulan lalu; bulan ini; bulan depan; tahun lalu; tahun ini; lalu; depan|akan datang",
    "my": "ပြီးခဲ့တဲ့လ|ပြီးခဲ့သည့်လ; ယခုလ|ဒီလ; လာမည့်လ|နောက်လ; ပြီးခဲ့တဲ့နှစ်|ပြီးခဲ့သည့်နှစ်|မနှစ်က; ယခုနှစ်|ဒီနှစ်; ပြီးခဲ့တဲ့|ပြီးခဲ့သည့်; လာမယ့်|လာမည့်",
    "ne": "गत महिना|गएको महिना; यो महिना|यस महिना; आगामी महिना|अर्को महिना; गत वर्ष|गएको वर्ष|गत साल; यो वर्ष|यस "
    "वर्ष; गत|गएको; आगामी|आउने",
    "pl": "w (?:zeszlym|ubieglym) miesiacu; w tym miesiacu; w przyszlym miesiacu; w (?:zeszlym|ubieglym) roku;"
    " w tym roku; zeszl[aeyąę]|w zeszl[aeyąę]|ubiegl[aeyąę]|miniony|ostatni[aą]?; przyszl[aeyąę]|"
    "najblizsz[aeyąę]",
    "pt": "(?:n?o )?mes passado; (?:n?este|deste) mes; (?:n?o )?(?:proximo mes|mes que vem); (?:n?o )?ano "
    "passado; (?:n?este|deste) ano; passad[ao]|ultim[ao]; proxim[ao]|que vem",
    "ro": "luna trecuta; luna aceasta; luna viitoare; anul trecut; anul acesta|anul asta; trecuta?; viitoare|"
    "viitor",
    "ru": "в прошлом месяце; в этом месяце; в следующем месяце; в прошлом году; в этом году; в? "
    "?прошл[уыо][юйе]|минувш[уиые]+[юйх]?; следующ[уиеы]+[юйем]?|ближаишу?и?[юй]",
    "si": "පසුගිය මාසයේ; මෙම මාසයේ; ලබන මාසයේ; පසුගිය වසරේ|ගිය අවුරුද්දේ; මේ වසරේ|මෙම වසරේ; පසුගිය; ලබන|එළැඹෙන",
    "so": "bishii hore|bishii (?:la soo dhaafay|tagtay); bishan|bisha?dan; bisha soo socota; sannadkii hore|"
    "sanadkii hore|sannadkii tagay; sannadkan|sanadkan; hore|la soo dhaafay|tagay; soo socda|soo socota",
    "sw": "mwezi uliopita|mwezi jana; mwezi huu; mwezi ujao; mwaka jana|mwaka uliopita; mwaka huu; iliyopita|"
    "lililopita; ijayo|lijalo|ijao",
    "ta": "கடந்த மாதம்; இந்த மாதம்; அடுத்த மாதம்; கடந்த ஆண்டு; இந்த ஆண்டு; கடந்த; அடுத்த|வரும்",
    "th": "เดือนที่แล้ว|เดือนก่อน|เดือนที่ผ่านมา; เดือนนี้; เดือนหน้า; ปีที่แล้ว|ปีก่อน|ปีที่ผ่านมา; ปีนี้; ที่แล้ว|ที่ผ่านมา|ก่อน; หน้า|ที่จะถึง",
    "tr": "gecen ay; bu ay; gelecek ay|onumuzdeki ay; gecen yil|gecen sene; bu yil; gecen|gectigimiz; gelecek|"
    "onumuzdeki|haftaya",
    "uk": "минулого місяця; цього місяця; наступного місяця; торік|минулого року; цього року|цьогоріч; "
    "минул[а-яі]{2,3}; наступн[а-яі]{1,3}|найближч[а-яі]{1,3}",
    "ur": "گزشتہ ماہ|پچھلے ماہ|گذشتہ ماہ|پچھلے مہینے; رواں ماہ|اس ماہ; آئندہ ماہ|اگلے ماہ; گزشتہ (?:سال|برس)|"
    "گذشتہ (?:سال|برس)|پچھلے (?:سال|برس); رواں (?:سال|برس)|اس سال; گزشتہ|گذشتہ|پچھلے; آئندہ|اگلے",
    "uz": "o'tgan oy|ўтган ой; shu oy|bu oy; keyingi oy; o'tgan yil(?:i)?|ўтган йил(?:и)?; bu yil|shu yil|бу "
    "йил; o'tgan|ўтган; keyingi|kelasi|келаси",
    "vi": "tháng trước|tháng vừa qua; tháng này; tháng tới|tháng sau; năm ngoái; năm nay; tuần trước|vừa qua|"
    "tuần rồi; tuần tới|tuần sau|tới",
    "yo": "osu to koja; osu yii; osu to n bo; odun to koja|esi; odun yii; to koja|to lo; to n bo",
    "zh": "上个?月|上個月; 本月|这个?月|這個月|当月; 下个?月|下個月; 去年; 今年|本年; 上个?|上個; 下个?|下個",
}  # fmt: skip
