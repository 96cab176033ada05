"""Words that announce a date to come in a court, and words of courts that stand beside such a date. Pure."""

from __future__ import annotations

# Regular expressions on folded text: what says that a date is still to come; what says that it is a court's.
TO_COME: dict[str, str] = {
    "am": "ለ(?=\\S+ ቀጠሮ)|ቀጠሮ|ተቀጠረ|ተለዋጭ|ይሰየማል|ይቀርባል|በሚቀጥለው",
    "ar": "للحضور|ضروره الحضور|للمثول|تاجيل|اجلت|ارجات|مقرر|محدد|تحديد|حدد|المقبل|القادم|ستعقد|سيمثل|ستنظر|سيصدر|"
    "حجز|الى غايه|حتى (?=يوم|\\d)|الى (?=يوم|جلسه)",
    "az": "tə?xire sal|teyin olun|kecirilecek|növbəti|novbeti|olacaq|qeder",
    "bn": "পরবর্তী|আগামী|মুলতবি|দিন ধার্য|ধার্য|নির্ধারণ|তারিখ রাখ|হবে",
    "de": "vertagt|verschoben|wird (?:am|ab|fur)|angesetzt|nachste[rn]?|soll am (?=\\d)|erwartet|bis zum",
    "en": "adjourned|postponed|next hearing|resume|until|till|scheduled|set for|will (?:be|appear|hear|rule|"
    "begin|start|continue|sit|return)|due (?:on|in|to)|expected|deferred|reserved|fixed for|fixed|"
    "to be (?:heard|tried|sentenced)|returnable|slated|remanded (?:to|for)|put off|back in court|next date|"
    "to appear|summoned for|mention on|hearing on (?=\\d)|appear again",
    "es": "citad[ao]s? para|aplaz|posterg|proxim[ao]|se celebrara|prevista|previsto|fijad[ao]|fijo|"
    "comparecera|hasta el|seran? |reanud|diferid|programad|tendra lugar",
    "fa": "موكول|به تعويق|آينده|اينده|برگزار خواهد|تعيين شده|خواهد|برگزار مي شود|بعدي",
    "fil": "ipinagpaliban|itinakda|nakatakda|susunod na pagdinig|gaganapin|magpapatuloy|hanggang",
    "fr": "convoquee?s? (?:pour|le)|renvoy|reportee?s?(?![a-z])|prochaine?|aura lieu|prevue?|fixee?|"
    "comparaitra|jugee?s? le|sera|seront|delibere|ajourn|se tiendra|reprendra|jusqu'au|attendue?|rendra",
    "ha": "dage|daga|zuwa ranar|sai ranar|za a|zai|za ta",
    "he": "נדח|יידון|תתקיים|יתקיים|נקבע|הבא|עד ל|צפוי|תימשך",
    "hi": "अगली|सुनवाई होगी|तक के लिए|स्थगित|टाल|तय की|निर्धारित|होगी|को होगी|अगले",
    "id": "ditunda|dijadwalkan|akan(?= )|dilanjutkan|berikutnya|hingga|mendatang|sampai",
    "ig": "yigharia|yighari|ga-|gaa|kwaga|bughari|ruo",
    "it": "rinviat|rinvio|prossim[ao]|fissat|si terra|previst|aggiornat|fino al",
    "ja": "予定|次回|延期|まで|言い渡される|開かれる|判決公判",
    "ka": "გადაიდო|გადადო|დაინიშნა|დანიშნა|გაიმართება|შემდეგი|მომავალ",
    "kk": "кейінге|шегерілді|келесі|өтеді|белгіленді|болады|жалғасады|дейін",
    "km": "លើកពេល|នឹង|បន្ត|កំណត់|ខាងមុខ|លើកទៅ|ពន្យារ",
    "ko": "연기|예정|열린다|열릴|다음|오는|선고한다|속행|까지",
    "ku": "hat(?:e)? taloqkirin|taloq|paxist|we be|de be|دواخرا|دوا خرا|دیاریکرا|دياريكرا|داهاتوو|بەڕێوەدەچێت|"
    "به ريوه",
    "ky": "жылдырыл|калтырыл|кийинки|белгиленди|болот|өтөт|уланат|чейин",
    "ms": "ditangguh|ditetapkan|menetapkan|akan(?= )|sebutan semula|sebutan kes|sehingga|hingga|seterusnya",
    "my": "ရွှေ့ဆိုင်း|ချိန်း|ပြန်လည်ကြားနာ|မည်|မယ်|လာမည့်|လာမယ့်",
    "ne": "अर्को|आगामी|पेसी|पेशी|तोकि|तोके|हुने|स्थगित|सम्म",
    "pl": "odroczon|odroczyl|przelozon|wyznaczon|wyznaczyl|odbedzie|nastepn(?:a|y|ej|ego|ym)(?![a-z])|kolejn|"
    "zaplanowan|najblizsz|ogloszon|bedzie|do (?=\\d)",
    "pt": "adiad|adiou|marcad|marcou|proxim[ao]|agendad|sera|remarcad|previst|retomad|ate (?:ao? )?dia",
    "ro": "amanat|urmato|stabilit|va avea|termen|programat|va fi|pana (?:la|pe)",
    "ru": "отлож|назначен[оаы]? на|назначил[аи]? (?:заседани|слушани)|следующ|перен[её]с|состоится|продлен|"
    "продлил|продлен|пройдет|до (?=\\d)|заплан|продолжится|огласят|будет",
    "si": "කල් ?(?:දැ|ත)ිත|ලබන|දක්වා|මීළඟ|යළි",
    "so": "dib u dhig|dib loo dhig|loo dhigay|loo muddeeyay|la dhegeysan|la dhageysan|doona|soo socd|"
    "soo socot|ilaa",
    "sw": "ahirish|itasikilizwa|itasikizwa|itatajwa|itaendelea|imepangwa|ilipangwa|hadi|atafikishwa|atarejea|"
    "kusikilizwa|itaanza",
    "ta": "ஒத்திவை|ஒத்தி வை|அடுத்த|தள்ளிவை|விசாரணைக்கு வரு|நடைபெறும்|வரை|வரும்",
    "th": "เลื่อน|นัด|กำหนด|จะ|ถัดไป|สัปดาห์หน้า|เดือนหน้า",
    "tr": "ertele|gorulecek|yapilacak|belirle|sonraki|bir sonraki|gelecek|devam edecek|aciklanacak",
    "uk": "відкла|призначен[оаі]? на|призначили на|призначив (?:засідання|розгляд)|наступн|перенес|"
    "відбудеться|до (?=\\d)|продовжено|заплан|буде",
    "ur": "ملتوي|آئنده|اينده|اگلي|تك كے ليے|تك كيلے|هوگي|مقرر|تاريخ دي|طلب كر|آينده",
    "uz": "qoldiril|belgilan|bo'lib o'tadi|keyingi|boshlanadi|davom etadi|кейинга|белгилан|бўлиб ўтади|qadar",
    "vi": "hoãn|dự kiến|sẽ|ấn định|sắp tới|tiếp theo|mở lại|xét xử vào",
    "yo": "sun (?:igbejo|ejo)|sun un? si|sun|maa|ti n bo|di ojo",
    "zh": "延期|押后|押後|定于|定於|将于|將於|再讯|再訊|开庭|開庭|续审|續審|宣判|改期|下次|候审|候訊|延至|"
    "押后至|改至",
}  # fmt: skip
COURT: dict[str, str] = {
    "am": "ፍርድ ቤት|ችሎት|ቀጠሮ|ብይን|ክስ|ዋስ",
    "ar": "جلسه|محكمه|محاكم|النطق|الحكم|قضيه|القضيه|استئناف|استيناف|المرافعه|النظر",
    "az": "mehkeme|proses|iclas|hokm|isi",
    "bn": "শুনানি|আদালত|রায়|মামলা|ট্রাইব্যুনাল|জামিন|প্রতিবেদন",
    "de": "gericht|prozess|verhandlung|urteil|anhorung|verfahren",
    "en": "hearing|court|trial|verdict|judg(?:e)?ment|ruling|sentenc|case|bail|arraign|matter|judge|"
    "magistrate|tribunal|suit|mention|appeal|plea",
    "es": "audiencia|juicio|sentencia|tribunal|juez|vista|veredicto|fallo|comparec|corte",
    "fa": "دادگاه|جلسه|محاكمه|حكم|رسيدگي|دادرسي",
    "fil": "pagdinig|korte|hukuman|kaso|arraignment|paglilitis|hatol|desisyon",
    "fr": "audience|proces|tribunal|juge|verdict|jugement|delibere|cour|affaire",
    "ha": "kotu|shari'a|sharia|zaman|alkali|hukunci|beli",
    "he": "דיון|משפט|פסק דין|גזר|ערעור|שופט|הכרעת",
    "hi": "सुनवाई|अदालत|कोर्ट|फैसला|मामले|जमानत|पेशी",
    "id": "sidang|pengadilan|putusan|vonis|majelis hakim|perkara|hakim",
    "ig": "ikpe|kootu|uloikpe|ulo ikpe",
    "it": "udienza|processo|sentenza|tribunale|giudice|corte",
    "ja": "公判|裁判|判決|審理|法廷|弁論|地裁|高裁",
    "ka": "სასამართლო|სხდომა|განაჩენ|პროცეს|მოსამართლე",
    "kk": "сот|үкім|тыңдау|процес|отырыс",
    "km": "សវនាការ|តុលាការ|សាលក្រម|សាលដីកា|ជំនុំជម្រះ|ប្រកាស|ចៅក្រម",
    "ko": "재판|공판|선고|법원|심리|기일|지법",
    "ku": "dadgeh|danisin|doz|دادگا|دانیشتن|دادبینی|دانيشتن|دادبيني",
    "ky": "сот|өкүм|отурум|угуу|иш",
    "ms": "mahkamah|sebutan|perbicaraan|kes|hakim|keputusan|bicara",
    "my": "တရားရုံး|ရုံးချိန်း|အမိန့်|ကြားနာ|အမှု",
    "ne": "अदालत|सुनुवाइ|पेसी|पेशी|मुद्दा|फैसला|बहस|इजलास",
    "pl": "rozpraw|sad|wyrok|posiedzeni|proces|sedzi",
    "pt": "audiencia|julgamento|tribunal|sentenca|juiz|sessao|veredic",
    "ro": "instant|proces|judecat|sentint|termen|sedint",
    "ru": "суд|заседан|приговор|слушан|процесс|апелляц|арест|стражей",
    "si": "නඩු|අධිකරණ|විභාග|මහේස්ත්‍රාත්|රිමාන්ඩ්|රක්ෂිත|තීන්දු",
    "so": "maxkamad|dacwad|garsoor|xukun|kiis|dhageysi",
    "sw": "kesi|mahakama|hukumu|korti|hakimu|dhamana|shauri|uamuzi",
    "ta": "விசாரணை|நீதிமன்ற|தீர்ப்பு|வழக்கு|ஜாமீன்|நீதிபதி",
    "th": "ศาล|พิพากษา|สืบพยาน|ไต่สวน|พิจารณา|ฟัง|คดี|อัยการ",
    "tr": "durusma|dava|mahkeme|karar|celse|yargilama",
    "uk": "суд|засідан|вирок|слухан|процес|апеляц",
    "ur": "سماعت|عدالت|فيصله|مقدم|كيس|پيشي|ضمانت",
    "uz": "sud|hukm|majlis|jarayon|суд|ҳукм|мажлис",
    "vi": "phiên tòa|phiên xử|xét xử|tòa|phúc thẩm|tuyên án|vụ án",
    "yo": "igbejo|ejo|ile-ejo|kootu|adajo|idajo",
    "zh": "法院|庭|审|審|判|案|聆讯|聆訊|裁决|裁決",
}  # fmt: skip
