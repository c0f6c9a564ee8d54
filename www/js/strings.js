// Every word the page says, in both languages.

/** @typedef {import('./state.js').Lang} Lang */
/** @typedef {Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }} Plural */

/** @type {Record<Lang, Record<string, string>>} */
const STRINGS = {
  ar: {
    title: 'وسّام: يَسِم الأسماء والأماكن والتواريخ في النص العربي',
    brand: 'وسّام',
    tagline: 'الأشخاص والجهات والأماكن والتواريخ والمبالغ في نصّك، موسومةً في الحال',
    skip: 'إلى النص',
    otherLanguage: 'English',
    theme: 'المظهر',
    themeAuto: 'تلقائي',
    themeLight: 'فاتح',
    themeDark: 'داكن',
    help: 'اختصارات لوحة المفاتيح',
    helpSign: '؟',
    sourceLabel: 'ألصق مقالاً عربياً هنا',
    sourceHint: 'تظهر الوسوم حالما تلصق النص. يمكنك أيضاً أن تُفلت ملف ‎.txt‎ في أي مكان من الصفحة.',
    placeholder: 'ألصق نصك هنا…',
    open: 'افتح ملفاً',
    sample: 'جرّب مقالاً من الصحافة',
    done: 'اقرأ النص موسوماً',
    bringBack: 'أعِد النص السابق',
    privacy: 'كل شيء يجري داخل هذه الصفحة: لا يغادر نصّك جهازك، وتعمل الصفحة بلا اتصال.',
    starting: 'يُجهَّز المحرّك…',
    startingWithText: 'يُجهَّز المحرّك، ثم توسَم المقالة من تلقاء نفسها…',
    modelLoading: 'يُحمَّل النموذج المدرَّب',
    modelBytes: '{loaded} من {total} ميغابايت',
    saidModelLoading: 'يُحمَّل النموذج المدرَّب. إلى أن يكتمل توسَم الأسماء بالقوائم والقواعد وحدها.',
    modelMissing: 'تعذّر تحميل النموذج المدرَّب، فالأسماء توسَم بالقوائم والقواعد وحدها. وما عدا ذلك يعمل كالمعتاد.',
    modelDamaged:
      'ملف النموذج المدرَّب تالف أو ليس لهذه النسخة، فالأسماء توسَم بالقوائم والقواعد وحدها. وما عدا ذلك يعمل كالمعتاد.',
    working: 'تُوسَم المقالة…',
    cancel: 'إلغاء',
    edit: 'حرّر النص',
    clear: 'نص جديد',
    download: 'نزّل الوسوم',
    copy: 'انسخ الوسوم',
    copied: 'نُسخت الوسوم.',
    downloaded: 'نُزّل الملف {name}',
    noTags: 'لم نجد في هذا النص اسماً ولا تاريخاً ولا مبلغاً.',
    readingLabel: 'النص الموسوم',
    readingHint: 'اضغط ] للوسم التالي و[ للسابق، وEnter إن كان صحيحاً، والمسافة لبطاقته، وEscape للخروج.',
    sideLabel: 'الأنواع وما وُجد منها',
    legend: 'الأنواع',
    all: 'الكل',
    none: 'لا شيء',
    list: 'ما وُجد',
    listEmpty: 'لا شيء معروض.',
    more: 'أظهر {count} أخرى',
    sheetOpen: 'ما وُجد في النص',
    sheetClose: 'أغلق القائمة',
    close: 'أغلق',
    cardLabel: 'بطاقة الوسم',
    undo: 'تراجع',
    redo: 'أعِد ما تراجعت عنه',
    adderLabel: 'انسب إلى ما حدّدته نوعاً',
    changeType: 'غيّر النوع',
    confirm: 'صحيح',
    remove: 'أزِل الوسم',
    confirmed: 'مؤكَّد',
    saidRetagged: '«{text}»: {type}',
    saidConfirmed: 'أُكّد: «{text}»، {type}',
    saidRemoved: 'أُزيل الوسم: «{text}»، {type}',
    saidResized: 'صار الوسم: «{text}»، {type}',
    saidAdded: 'أُضيف: «{text}»، {type}',
    offerGive: '«{text}» في النص أيضاً: {count}. أنسبها كلها إلى «{type}»؟',
    offerRemove: 'وُسم «{text}» بالنوع نفسه أيضاً: {count}. أزيلها كلها؟',
    offerAccept: 'كلها',
    offerDecline: 'لا',
    saidEverywhere: '«{text}»: {type}، وفي مواضع أخرى: {count}',
    saidNowhere: 'أُزيل الوسم عن «{text}» في مواضع أخرى: {count}',
    'key everywhere': 'ما صنعته للتو، حيثما وردت الكلمات نفسها',
    undoWhat: 'تراجع عن {what}',
    redoWhat: 'أعِد {what}',
    saidUndone: 'تراجعت عن {what}',
    saidRedone: 'أعدت {what}',
    'step saidRetagged': 'وسم «{text}» بالنوع: {type}',
    'step saidConfirmed': 'تأكيد «{text}»',
    'step saidRemoved': 'إزالة الوسم عن «{text}»',
    'step saidResized': 'تغيير حدود «{text}»',
    'step saidAdded': 'إضافة «{text}»، {type}',
    'step saidEverywhere': 'وسم «{text}» في مواضع أخرى ({count}) بالنوع: {type}',
    'step saidNowhere': 'إزالة الوسم عن «{text}» في مواضع أخرى ({count})',
    'step edited': 'تحرير النص',
    'step replaced': 'وضع نص آخر',
    'step cleared': 'إخلاء الصفحة',
    'step forgotten': 'ترك تصحيحات ضاع نصّها ({count})',
    astray: 'ضاع نصّها',
    astrayForget: 'دعها',
    astrayRemoved: 'أُزيل منه {type}',
    'step dated': 'تغيير التاريخ المرجعي',
    'key types': 'انسب إلى الوسم أو إلى ما حدّدته نوعاً (المفاتيح أدناه)',
    'key confirm': 'صحيح، ثم التالي',
    'key remove': 'أزِل الوسم',
    'key walk': 'حدّد الكلمة التالية أو السابقة، لتنسب إليها نوعاً',
    'key resize': 'حرّك طرف الوسم، أو ما حدّدته، حرفاً؛ ومع Ctrl كلمة',
    'key edge': 'الطرف الذي يتحرّك: الأول أو الآخر',
    'key find': 'ابحث في النص',
    'key undo': 'تراجع؛ ومع Shift أعِد',
    head: 'اللبّ',
    norm: 'الصيغة المعيارية',
    value: 'القيمة',
    entity: 'الكيان',
    confidence: 'الثقة',
    unsure: 'غير مؤكَّد',
    unsureNote: 'غير مؤكَّد: الثقة دون {limit}',
    stateSuggested: 'مقترح',
    stateConfirmed: 'مؤكَّد',
    keysOfTypes: 'مفاتيح الأنواع',
    alternatives: 'قد يكون',
    source: 'المصدر',
    subtype: 'الصنف',
    mention: 'الذِّكر {at} من {of}',
    'source lexicon': 'قوائم الأسماء',
    'source grammar': 'قواعد اللغة',
    'source tagger': 'النموذج المدرَّب',
    'source context': 'سياق النص',
    'source user': 'أنت',
    'subtype nisba': 'صفة نسبة',
    approximate: 'نحو',
    at_least: 'لا أقل من',
    at_most: 'لا أكثر من',
    more_than: 'أكثر من',
    less_than: 'أقل من',
    previous: 'الوسم السابق',
    next: 'الوسم التالي',
    outward: 'إلى الوسم المحيط',
    'key next': 'الوسم التالي',
    'key previous': 'الوسم السابق',
    'key tab': 'التالي والسابق ما دمت على وسم',
    'key card': 'افتح بطاقة الوسم',
    'key leave': 'أغلق، ثم اخرج من الوسم',
    'key edit': 'حرّر النص، أو اقرأه موسوماً',
    'key download': 'نزّل الوسوم',
    'key help': 'هذه القائمة',
    keysOn: 'الاختصارات ذات الحرف الواحد مفعّلة',
    drop: 'أفلت الملف هنا',
    retry: 'أعد المحاولة',
    dismiss: 'أخفِ الرسالة',
    review: 'راجع المقترح',
    reviewLabel: 'مراجعة المقترح، الأقل يقيناً أولاً',
    reviewYes: 'صحيح',
    reviewNo: 'احذفه',
    reviewSkip: 'دعه الآن',
    reviewAll: 'أكّد المعروض كله',
    reviewEnd: 'كفى',
    saidReviewed: 'انتهت المراجعة: لم يبق مقترح معروض لم تقل فيه كلمتك.',
    saidAllConfirmed: 'أُكّد كل المعروض: {count}',
    'step saidAllConfirmed': 'تأكيد المعروض كله ({count})',
    saidRestored: 'عاد الوسم إلى «{text}»',
    'step saidRestored': 'إعادة الوسم إلى «{text}»',
    restore: 'أعِده',
    restoreWhat: 'أعِد الوسم إلى «{text}»',
    filter: 'صفِّ الوسوم',
    filterState: 'الحالة',
    filterBelow: 'الثقة',
    filterSource: 'من وسمه',
    filterAny: 'الكل',
    filterSuggested: 'مقترح',
    filterConfirmed: 'مؤكَّد',
    filter95: 'دون ٩٥٪',
    filter90: 'دون ٩٠٪',
    filter70: 'دون ٧٠٪',
    filter50: 'دون ٥٠٪',
    filterAll: 'أظهر الكل',
    filterCount: 'يُعرض {count} من {of}',
    'key review': 'راجع المقترح، الأقل يقيناً أولاً',
    find: 'ابحث في النص',
    findPrevious: 'السابق',
    findNext: 'التالي',
    findWhole: 'كلمات كاملة',
    findRegex: 'تعبير نمطي',
    findTag: 'سِم الكل…',
    findTypes: 'النوع الذي توسَم به',
    findCount: '{at} من {of}',
    findNothing: 'لا شيء',
    findLooking: 'يُبحث…',
    findTooLong: 'طال البحث فأوقف. جرّب تعبيراً أبسط.',
    findWrong: 'تعبير غير صحيح: {message}',
    saidHitsTagged: 'وُسم «{text}» بالنوع {type}: {count}. وبقي كما هو: {rest}.',
    saidNoHitTagged: 'لم يتغيّر شيء: «{text}» موسوم كله، أو هو جزء من كلمات.',
    'step saidHitsTagged': 'وسم ما وُجد من «{text}» ({count}) بالنوع: {type}',
    newerVersion: 'صدرت نسخة جديدة من وسّام. عملك محفوظ ويبقى كما هو.',
    newerTake: 'انتقل إليها',
    later: 'لاحقاً',
    engineFailed: 'لم يعمل محرّك الوسم: {message}. نصّك محفوظ كما هو.',
    annotatingFailed: 'تعذّر وسم النص: {message}. نصّك محفوظ كما هو.',
    notUtf8: 'الملف «{name}» ليس بترميز UTF-8: أول بايت خاطئ موضعه {offset}. احفظه بترميز UTF-8 ثم أعد فتحه.',
    unreadable: 'تعذّرت قراءة الملف «{name}»: {message}',
    tooLarge: 'الملف «{name}» أكبر من {limit} ميغابايت.',
    notText: 'الملف «{name}» ليس نصاً. افتح ملف ‎.txt‎.',
    emptyFile: 'الملف «{name}» فارغ.',
    storageFull: 'لا يتّسع حيّز المتصفح لحفظ هذا النص: لن يبقى إذا أعدت تحميل الصفحة.',
    storageBlocked: 'لا يسمح المتصفح بالحفظ هنا: لن يبقى النص إذا أعدت تحميل الصفحة.',
    copyFailed: 'لم يسمح المتصفح بالنسخ.',
    saidCancelled: 'أُلغي الوسم. نصّك كما هو.',
    saidShown: 'أُظهر النوع: {name}',
    saidHidden: 'أُخفي النوع: {name}',
    saidAt: '{type}: {text}. {at} من {of}',
    saidSelected: 'حُدّد: «{text}»',
    saidAtUnsure: '{type}، غير مؤكَّد: {text}. {at} من {of}',
    elapsed: 'في {time} مللي ثانية',
    'some year': 'سنوات',
    'some month': 'أشهر',
    'some week': 'أسابيع',
    'some day': 'أيام',
    'some hour': 'ساعات',
    'some minute': 'دقائق',
    'some second': 'ثوانٍ',
    'unknown century': 'قرن لم يُحدَّد',
    'unknown decade': 'عقد لم يُحدَّد',
    'unknown year': 'عام لم يُحدَّد',
    'unknown month': 'شهر لم يُحدَّد',
    'unknown week': 'أسبوع لم يُحدَّد',
    'unknown day': 'يوم لم يُحدَّد',
    'unknown time': 'ساعة لم تُحدَّد',
    'before Christ': '{year} ق.م',
    decade: '{from}–{to}',
    century: 'القرن {ordinal}',
    'part Q1': 'الربع الأول',
    'part Q2': 'الربع الثاني',
    'part Q3': 'الربع الثالث',
    'part Q4': 'الربع الرابع',
    'part QX': 'ربع لم يُحدَّد',
    'part H1': 'النصف الأول',
    'part H2': 'النصف الثاني',
    'part HX': 'نصف لم يُحدَّد',
    'part SP': 'ربيع',
    'part SU': 'صيف',
    'part FA': 'خريف',
    'part WI': 'شتاء',
    'part MO': 'صباحاً',
    'part MI': 'ظهراً',
    'part AF': 'بعد الظهر',
    'part EV': 'مساءً',
    'part NI': 'ليلاً',
    'part DT': 'نهاراً',
    every: 'كل {what}',
    START: 'مطلع',
    MID: 'منتصف',
    END: 'نهاية',
    APPROX: 'نحو',
    tabsLabel: 'ما يُعرض',
    tabFound: 'الوسوم',
    tabValues: 'القيم',
    tabTimeline: 'الخط الزمني',
    reference: 'التاريخ المرجعي',
    referenceHint: 'منه تُحسب «أمس» و«الأسبوع المقبل».',
    referenceFromText: 'كما تذكره المقالة.',
    referenceChosen: 'كما اخترتَه.',
    referenceReset: 'أزِله',
    columnText: 'النص',
    columnValue: 'القيمة',
    columnPlace: 'الفقرة',
    valuesEmpty: 'لا تاريخ ولا مبلغ ولا عدد معروض.',
    valuesCaption: 'التواريخ والمبالغ والأعداد',
    timelineEmpty: 'لا ذِكر ليوم معروف. إذا حدّدتَ التاريخ المرجعي عُرفت الأيام التي تُحسب منه.',
    timelineLabel: 'الخط الزمني',
    timelineReference: 'التاريخ المرجعي',
    noscript: 'تحتاج هذه الصفحة إلى JavaScript.',
  },
  en: {
    title: 'Wassam: tags names, places and dates in Arabic text',
    brand: 'Wassam',
    tagline: 'The people, organisations, places, dates and amounts in your Arabic text, tagged at once',
    skip: 'To the text',
    otherLanguage: 'العربية',
    theme: 'Appearance',
    themeAuto: 'Auto',
    themeLight: 'Light',
    themeDark: 'Dark',
    help: 'Keyboard shortcuts',
    helpSign: '?',
    sourceLabel: 'Paste an Arabic article here',
    sourceHint: 'Tags appear as soon as you paste. You can also drop a .txt file anywhere on the page.',
    placeholder: 'Paste your text here…',
    open: 'Open a file',
    sample: 'Try a newspaper article',
    done: 'Read the tagged text',
    bringBack: 'Bring the last text back',
    privacy: 'Everything happens inside this page: your text never leaves your machine, and the page works offline.',
    starting: 'Getting the engine ready…',
    startingWithText: 'Getting the engine ready; your text will be tagged by itself…',
    modelLoading: 'Loading the trained model',
    modelBytes: '{loaded} of {total} MB',
    saidModelLoading: 'Loading the trained model. Until it is there, names are tagged by lists and rules alone.',
    modelMissing:
      'The trained model could not be loaded: names are tagged by lists and rules alone. Everything else works as usual.',
    modelDamaged:
      'The trained model’s file is damaged or of another release: names are tagged by lists and rules alone. Everything else works as usual.',
    working: 'Tagging the text…',
    cancel: 'Cancel',
    edit: 'Edit text',
    clear: 'New text',
    download: 'Download tags',
    copy: 'Copy tags',
    copied: 'Tags copied.',
    downloaded: 'Downloaded {name}',
    noTags: 'No name, date or amount was found in this text.',
    readingLabel: 'Tagged text',
    readingHint:
      'Press ] for the next tag, [ for the previous, Enter if it is right, Space for its card, Escape to leave.',
    sideLabel: 'Types and what was found',
    legend: 'Types',
    all: 'All',
    none: 'None',
    list: 'Found',
    listEmpty: 'Nothing is shown.',
    more: 'Show {count} more',
    sheetOpen: 'Found in the text',
    sheetClose: 'Close the list',
    close: 'Close',
    cardLabel: 'Tag card',
    undo: 'Undo',
    redo: 'Redo',
    adderLabel: 'Give the selection a type',
    changeType: 'Change the type',
    confirm: 'Right',
    remove: 'Remove the tag',
    confirmed: 'confirmed',
    saidRetagged: '“{text}”: {type}',
    saidConfirmed: 'Confirmed: “{text}”, {type}',
    saidRemoved: 'Tag removed: “{text}”, {type}',
    saidResized: 'The tag is now: “{text}”, {type}',
    saidAdded: 'Added: “{text}”, {type}',
    offerGive: '“{text}” stands elsewhere too: {count}. Make them all “{type}”?',
    offerRemove: '“{text}” has the same tag elsewhere: {count}. Remove them all?',
    offerAccept: 'All of them',
    offerDecline: 'No',
    saidEverywhere: '“{text}”: {type}, and elsewhere: {count}',
    saidNowhere: 'Tags removed from “{text}” elsewhere: {count}',
    'key everywhere': 'What you just did, wherever the same words stand',
    undoWhat: 'Undo: {what}',
    redoWhat: 'Redo: {what}',
    saidUndone: 'Undone: {what}',
    saidRedone: 'Done again: {what}',
    'step saidRetagged': 'tag “{text}” as {type}',
    'step saidConfirmed': 'confirm “{text}”',
    'step saidRemoved': 'remove the tag from “{text}”',
    'step saidResized': 'change the edges of “{text}”',
    'step saidAdded': 'add “{text}”, {type}',
    'step saidEverywhere': 'tag {count} more × “{text}” as {type}',
    'step saidNowhere': 'remove {count} more × “{text}”',
    'step edited': 'edit the text',
    'step replaced': 'put in another text',
    'step cleared': 'clear the page',
    'step forgotten': 'let go of {count} corrections whose words are gone',
    astray: 'No longer in the text',
    astrayForget: 'Let them go',
    astrayRemoved: 'not {type}',
    'step dated': 'change the reference date',
    'key types': 'Give the tag, or the selection, a type (the keys are below)',
    'key confirm': 'Right, and on to the next',
    'key remove': 'Remove the tag',
    'key walk': 'Select the next word, or the one before, to give it a type',
    'key resize': 'Move an edge of the tag, or of the selection, by a letter; with Ctrl by a word',
    'key edge': 'Which edge moves: the first or the last',
    'key find': 'Find in the text',
    'key undo': 'Undo; with Shift redo',
    head: 'Head',
    norm: 'Normalised',
    value: 'Value',
    entity: 'Entity',
    confidence: 'Confidence',
    unsure: 'unsure',
    unsureNote: 'Unsure: confidence under {limit}',
    stateSuggested: 'Suggested',
    stateConfirmed: 'Confirmed',
    keysOfTypes: 'Keys of the types',
    alternatives: 'May be',
    source: 'Source',
    subtype: 'Kind',
    mention: 'mention {at} of {of}',
    'source lexicon': 'name lists',
    'source grammar': 'grammar rules',
    'source tagger': 'trained model',
    'source context': 'context',
    'source user': 'you',
    'subtype nisba': 'nisba adjective',
    approximate: 'about',
    at_least: 'at least',
    at_most: 'at most',
    more_than: 'more than',
    less_than: 'less than',
    previous: 'Previous tag',
    next: 'Next tag',
    outward: 'To the surrounding tag',
    'key next': 'Next tag',
    'key previous': 'Previous tag',
    'key tab': 'Next and previous, while at a tag',
    'key card': 'Open the tag’s card',
    'key leave': 'Close, then leave the tag',
    'key edit': 'Edit the text, or read it tagged',
    'key download': 'Download the tags',
    'key help': 'This sheet',
    keysOn: 'Single-key shortcuts are on',
    drop: 'Drop the file here',
    retry: 'Try again',
    dismiss: 'Dismiss',
    review: 'Review suggestions',
    reviewLabel: 'Review of suggestions, the least certain first',
    reviewYes: 'Right',
    reviewNo: 'Remove',
    reviewSkip: 'Not now',
    reviewAll: 'Confirm all shown',
    reviewEnd: 'Enough',
    saidReviewed: 'Review done: no suggestion that is shown is left undecided.',
    saidAllConfirmed: 'All shown confirmed: {count}',
    'step saidAllConfirmed': 'confirm all {count} shown',
    saidRestored: '“{text}” has its tag again',
    'step saidRestored': 'give “{text}” its tag again',
    restore: 'Bring back',
    restoreWhat: 'Bring back the tag of “{text}”',
    filter: 'Filter tags',
    filterState: 'State',
    filterBelow: 'Certainty',
    filterSource: 'Tagged by',
    filterAny: 'Any',
    filterSuggested: 'Suggested',
    filterConfirmed: 'Confirmed',
    filter95: 'under 95%',
    filter90: 'under 90%',
    filter70: 'under 70%',
    filter50: 'under 50%',
    filterAll: 'Show all',
    filterCount: '{count} of {of} shown',
    'key review': 'Review suggestions, the least certain first',
    find: 'Find in the text',
    findPrevious: 'Previous',
    findNext: 'Next',
    findWhole: 'Whole words',
    findRegex: 'Regular expression',
    findTag: 'Tag all…',
    findTypes: 'The type to give them',
    findCount: '{at} of {of}',
    findNothing: 'Nothing',
    findLooking: 'Looking…',
    findTooLong: 'It took too long, and was stopped. Try a simpler expression.',
    findWrong: 'Not an expression: {message}',
    saidHitsTagged: '“{text}” tagged as {type}: {count}. Left as they are: {rest}.',
    saidNoHitTagged: 'Nothing has changed: “{text}” is tagged already, or part of words.',
    'step saidHitsTagged': 'tag {count} × “{text}” found, as {type}',
    newerVersion: 'A new version of Wassam is here. Your work is saved and stays as it is.',
    newerTake: 'Switch to it',
    later: 'Later',
    engineFailed: 'The tagging engine did not start: {message}. Your text is kept as it is.',
    annotatingFailed: 'The text could not be tagged: {message}. Your text is kept as it is.',
    notUtf8: '“{name}” is not UTF-8: the first wrong byte is at offset {offset}. Save it as UTF-8 and open it again.',
    unreadable: '“{name}” could not be read: {message}',
    tooLarge: '“{name}” is larger than {limit} MB.',
    notText: '“{name}” is not a text. Open a .txt file.',
    emptyFile: '“{name}” is empty.',
    storageFull: 'The browser has no room to keep this text: it will be gone when you reload the page.',
    storageBlocked: 'The browser does not let the page keep this text: it will be gone when you reload.',
    copyFailed: 'The browser did not allow copying.',
    saidCancelled: 'Tagging cancelled. Your text is as it was.',
    saidShown: 'Type shown: {name}',
    saidHidden: 'Type hidden: {name}',
    saidAt: '{type}: {text}. {at} of {of}',
    saidSelected: 'Selected: “{text}”',
    saidAtUnsure: '{type}, unsure: {text}. {at} of {of}',
    elapsed: 'in {time} ms',
    'some year': 'years',
    'some month': 'months',
    'some week': 'weeks',
    'some day': 'days',
    'some hour': 'hours',
    'some minute': 'minutes',
    'some second': 'seconds',
    'unknown century': 'some century',
    'unknown decade': 'some decade',
    'unknown year': 'some year',
    'unknown month': 'some month',
    'unknown week': 'some week',
    'unknown day': 'some day',
    'unknown time': 'some time',
    'before Christ': '{year} BC',
    decade: '{from}–{to}',
    century: '{ordinal} century',
    'part Q1': 'first quarter of',
    'part Q2': 'second quarter of',
    'part Q3': 'third quarter of',
    'part Q4': 'fourth quarter of',
    'part QX': 'some quarter',
    'part H1': 'first half of',
    'part H2': 'second half of',
    'part HX': 'some half-year',
    'part SP': 'spring',
    'part SU': 'summer',
    'part FA': 'autumn',
    'part WI': 'winter',
    'part MO': 'morning',
    'part MI': 'noon',
    'part AF': 'afternoon',
    'part EV': 'evening',
    'part NI': 'night',
    'part DT': 'daytime',
    every: 'every {what}',
    START: 'start of',
    MID: 'middle of',
    END: 'end of',
    APPROX: 'about',
    tabsLabel: 'What is shown',
    tabFound: 'Tags',
    tabValues: 'Values',
    tabTimeline: 'Timeline',
    reference: 'Reference date',
    referenceHint: '“Yesterday” and “next week” count from it.',
    referenceFromText: 'As the article says.',
    referenceChosen: 'As you chose.',
    referenceReset: 'Remove',
    columnText: 'Text',
    columnValue: 'Value',
    columnPlace: 'Par.',
    valuesEmpty: 'No date, amount or number is shown.',
    valuesCaption: 'Dates, amounts and numbers',
    timelineEmpty: 'No mention of a known day. Set the reference date, and days that count from it are known.',
    timelineLabel: 'Timeline',
    timelineReference: 'Reference date',
    noscript: 'This page needs JavaScript.',
  },
};

/** @type {Record<Lang, Record<string, Plural>>} */
const PLURALS = {
  ar: {
    astrayText: {
      one: 'تصحيح واحد لك لم يعد نصّه هنا. يعود متى عاد نصّه.',
      two: 'تصحيحان لك لم يعد نصّهما هنا. يعودان متى عاد نصّهما.',
      few: '{count} تصحيحات لك لم يعد نصّها هنا. تعود متى عاد نصّها.',
      many: '{count} تصحيحاً لك لم يعد نصّها هنا. تعود متى عاد نصّها.',
      other: '{count} تصحيح لك لم يعد نصّها هنا. تعود متى عاد نصّها.',
    },
    reviewLeft: {
      zero: 'لم يبق شيء',
      one: 'بقي مقترح واحد',
      two: 'بقي مقترحان',
      few: 'بقيت {count} مقترحات',
      many: 'بقي {count} مقترحاً',
      other: 'بقي {count} مقترح',
    },
    rejected: { zero: 'مرفوضة', other: 'ما رفضته ({count})' },
    tags: {
      zero: 'لا وسوم',
      one: 'وسم واحد',
      two: 'وسمان',
      few: '{count} وسوم',
      many: '{count} وسماً',
      other: '{count} وسم',
    },
    words: {
      zero: 'لا كلمات',
      one: 'كلمة واحدة',
      two: 'كلمتان',
      few: '{count} كلمات',
      many: '{count} كلمة',
      other: '{count} كلمة',
    },
    moreMentions: {
      zero: 'لا مزيد',
      one: 'أظهر ذِكراً آخر',
      two: 'أظهر ذِكرين آخرين',
      few: 'أظهر {count} أخرى',
      many: 'أظهر {count} أخرى',
      other: 'أظهر {count} أخرى',
    },
    undated: {
      zero: 'كل ما ذُكر معروف التاريخ',
      one: 'ذِكر واحد لا يُعرف تاريخه',
      two: 'ذِكران لا يُعرف تاريخهما',
      few: '{count} لا يُعرف تاريخها',
      many: '{count} لا يُعرف تاريخها',
      other: '{count} لا يُعرف تاريخها',
    },
    saidFound: {
      zero: 'لم يوجد شيء يوسَم',
      one: 'وُجد وسم واحد',
      two: 'وُجد وسمان',
      few: 'وُجدت {count} وسوم',
      many: 'وُجد {count} وسماً',
      other: 'وُجد {count} وسم',
    },
  },
  en: {
    reviewLeft: { one: 'One suggestion left', other: '{count} suggestions left' },
    rejected: { other: 'What you rejected ({count})' },
    tags: { one: '{count} tag', other: '{count} tags' },
    astrayText: {
      one: 'One correction of yours has lost its words. It comes back when they do.',
      other: '{count} corrections of yours have lost their words. They come back when those do.',
    },
    words: { one: '{count} word', other: '{count} words' },
    moreMentions: { one: 'Show one more', other: 'Show {count} more' },
    undated: { one: 'One mention has no known date', other: '{count} mentions have no known date' },
    saidFound: { one: '{count} tag found', other: '{count} tags found' },
  },
};

/** The locale for numbers, dates and plurals. */
const LOCALES = { ar: 'ar-u-nu-arab', en: 'en' };

/** @type {Record<string, Intl.NumberFormat>} */
const numberFormats = {};

/**
 * @param {Lang} lang
 * @param {number} value
 * @param {Intl.NumberFormatOptions} [options]
 * @returns {string}
 */
export function formatNumber(lang, value, options = {}) {
  const key = lang + JSON.stringify(options);
  numberFormats[key] ??= new Intl.NumberFormat(LOCALES[lang], options);
  return numberFormats[key].format(value);
}

/**
 * An amount of a unit of time, spelled out: `3 weeks`.
 * @param {Lang} lang
 * @param {number} amount
 * @param {string} unit
 * @returns {string}
 */
export function formatUnit(lang, amount, unit) {
  return formatNumber(lang, amount, { style: 'unit', unit, unitDisplay: 'long' });
}

/** The locales whose calendar dates are written in. @type {Record<Lang, string>} */
const dateLocales = { ar: 'ar-u-nu-arab-ca-gregory', en: 'en-GB' };

/** @type {Map<string, Intl.DateTimeFormat>} */
const dateFormats = new Map();

/**
 * Writes dates as the reader's own country does, calendar included: تموز in Syria, يوليوز in Morocco.
 * @param {readonly string[]} locales the reader's, most wanted first
 */
export function setReaderLocales(locales) {
  for (const lang of /** @type {Lang[]} */ (['ar', 'en'])) {
    const own = locales.find((locale) => locale.toLowerCase().startsWith(`${lang}-`));
    if (own) dateLocales[lang] = lang === 'ar' ? new Intl.Locale(own, { numberingSystem: 'arab' }).toString() : own;
  }
  dateFormats.clear();
}

/**
 * @param {Lang} lang
 * @param {Intl.DateTimeFormatOptions} options
 * @returns {Intl.DateTimeFormat}
 */
function dateFormat(lang, options) {
  const key = lang + JSON.stringify(options);
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(dateLocales[lang], { timeZone: 'UTC', ...options });
    dateFormats.set(key, format);
  }
  return format;
}

/**
 * @param {Lang} lang
 * @param {number} instant milliseconds, taken in UTC
 * @param {Intl.DateTimeFormatOptions} options
 * @returns {string}
 */
export function formatDate(lang, instant, options) {
  return dateFormat(lang, options).format(instant);
}

/**
 * @param {Lang} lang
 * @param {number} from milliseconds, taken in UTC
 * @param {number} to the last day
 * @param {Intl.DateTimeFormatOptions} options
 * @returns {string}
 */
export function formatDateRange(lang, from, to, options) {
  return dateFormat(lang, options).formatRange(from, to);
}

/**
 * Whether there is a string of this name, in both languages.
 * @param {string} key
 * @returns {boolean}
 */
export function hasString(key) {
  return key in STRINGS.ar && key in STRINGS.en;
}

/**
 * The string `key`, with `{name}` replaced by the parameter of that name. A key with plural forms
 * takes the one for `params.count`.
 * @param {Lang} lang
 * @param {string} key
 * @param {import('./state.js').Message['params']} [params] a message among them is said in its turn
 * @returns {string}
 */
export function translate(lang, key, params = {}) {
  const plural = PLURALS[lang][key];
  const pattern = plural
    ? (plural[new Intl.PluralRules(lang).select(Number(params.count))] ?? plural.other)
    : (STRINGS[lang][key] ?? key);
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = params[name];
    if (value === undefined) return whole;
    if (typeof value === 'object') return translate(lang, value.key, value.params);
    return typeof value === 'number' ? formatNumber(lang, value) : value;
  });
}

/**
 * The strings of both languages, for tests.
 * @returns {typeof STRINGS}
 */
export function allStrings() {
  return STRINGS;
}
