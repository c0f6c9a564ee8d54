// The guideline: what each of the engine's types is, where its spans end, and examples for and against.

/**
 * @typedef {object} Guideline
 * @property {string} ar
 * @property {string} en
 * @property {readonly [string, string, string]} yes what is tagged, between brackets: `[…]`
 * @property {readonly (readonly [example: string, ar: string, en: string])[]} no what is not, and why
 */

/** @type {Readonly<Record<string, Guideline>>} */
export const GUIDELINES = Object.freeze({
  PERS: {
    ar: 'اسم شخص بعينه، مع نسبه وكنيته واسم عائلته. اللقب خارجه، ويوسم وحده.',
    en: 'The name of one person, with patronymics and family name. A title stands outside and has its own tag.',
    yes: ['التقى [سيرغي لافروف] نظيره', 'الشيخ [محمد بن زايد آل نهيان]', 'قال ل[بوغدانوف] إن'],
    no: [
      ['الرئيس', 'لقب بلا اسم', 'a title without a name'],
      ['شارع الحمراء', 'اسم مكان', 'the name of a place'],
    ],
  },
  NORP: {
    ar: 'جنسية أو ديانة أو طائفة أو اتجاه سياسي، اسماً كان أو صفة نسبة، ولو داخل وسم آخر.',
    en: 'A nationality, religion or political family, as a noun or an adjective, also inside another tag.',
    yes: ['وزير الخارجية [الروسي]', 'آلاف [السوريين]', 'قادة [المسلمين]'],
    no: [
      ['روسيا', 'بلد', 'a country'],
      ['حزب الله', 'منظمة', 'an organisation'],
    ],
  },
  OCC: {
    ar: 'منصب أو مهنة أو لقب، بعبارته كلها وما أضيف إليها، وبلا اسم صاحبه.',
    en: 'A post, occupation or title: the whole phrase, without the name of who bears it.',
    yes: ['[نائب وزير الخارجية الروسي] ميخائيل بوغدانوف', '[الرئيس] بشار الأسد', 'قال [الأمين العام للأمم المتحدة]'],
    no: [
      ['وزارة الخارجية', 'منظمة', 'an organisation'],
      ['سيرغي لافروف', 'اسم شخص', 'the name of a person'],
    ],
  },
  ORG: {
    ar: 'منظمة لها اسم: وزارة، حزب، شركة، وكالة، جيش، فريق. الاسم العام الملاصق لها منها.',
    en: 'A named organisation: ministry, party, company, agency, army, team. The generic noun beside the name belongs to it.',
    yes: ['أعلنت [وزارة الخارجية]', '[تنظيم «داعش»]', 'نقلت [وكالة رويترز]'],
    no: [
      ['الحكومة التي ستُشكَّل', 'لا اسم لها', 'it has no name'],
      ['مطار بيروت', 'منشأة', 'a facility'],
    ],
  },
  GPE: {
    ar: 'بلد أو مدينة أو محافظة، مما له سكان وحكم. كلمة «مدينة» ونحوها منه إن لاصقت الاسم.',
    en: 'A country, city or province: a place that is governed. A word such as “city of” beside the name belongs to it.',
    yes: ['وصل إلى [بيروت]', '[مدينة الموصل]', 'محافظات [الرقة] ودير الزور'],
    no: [
      ['البحر المتوسط', 'موقع جغرافي', 'a geographical place'],
      ['اللبناني', 'جنسية', 'a nationality'],
    ],
  },
  LOC: {
    ar: 'موقع جغرافي لا حكم له: قارة، إقليم، بحر، نهر، جبل.',
    en: 'A place without a government of its own: continent, region, sea, river, mountain.',
    yes: ['في [الشرق الأوسط]', 'ضفاف [نهر الفرات]', 'سواحل [البحر المتوسط]'],
    no: [
      ['سوريا', 'بلد', 'a country'],
      ['شرق المدينة', 'جهة لا اسم', 'a direction, not a name'],
    ],
  },
  FAC: {
    ar: 'منشأة بناها الناس ولها اسم: مطار، جسر، شارع، معبر، مسجد.',
    en: 'A named thing that people built: airport, bridge, street, crossing, mosque.',
    yes: ['قرب [مطار بيروت]', '[معبر باب الهوى]', 'خطب في [المسجد الأقصى]'],
    no: [
      ['المطار', 'لا اسم له', 'it has no name'],
      ['بلدية بيروت', 'منظمة', 'an organisation'],
    ],
  },
  PRODUCT: {
    ar: 'شيء مصنوع له اسم أو طراز: سلاح، طائرة، جهاز، برنامج؛ أو كتاب أو فيلم.',
    en: 'A made thing with a name or model: weapon, aircraft, device, program; or a book or film.',
    yes: ['طائرة [سوخوي 24]', 'صواريخ [إس 400]', 'هاتف [آيفون]'],
    no: [
      ['صاروخاً', 'لا اسم له', 'it has no name'],
      ['شركة أبل', 'منظمة', 'an organisation'],
    ],
  },
  EVENT: {
    ar: 'حدث عُرف باسم: حرب، مؤتمر، أزمة، بطولة.',
    en: 'An event with a conventional name: war, conference, crisis, tournament.',
    yes: ['قبيل [محادثات فيينا]', 'حل [الأزمة السورية]', 'بعد [الحرب العالمية الثانية]'],
    no: [
      ['اجتماع طويل', 'وصف لا اسم', 'a description, not a name'],
      ['إعلان جنيف', 'وثيقة', 'a document'],
    ],
  },
  DATE: {
    ar: 'يوم أو شهر أو عام أو مدة، مع «يوم» و«عام» ونحوهما، ومع «منذ» و«قبل» و«بعد» إذا قيس بها الزمن من الآن. «في» و«خلال» و«حتى» خارجه.',
    en: 'A day, month, year or length of time, with words such as “day” and “year”, and with “ago” and “from now”. “In”, “during” and “until” stay outside.',
    yes: ['وصل [يوم الأربعاء]', 'في [تشرين الثاني (نوفمبر)]', 'اندلعت [قبل خمسة أعوام]'],
    no: [
      ['الساعة 5 صباحاً', 'وقت', 'a time'],
      ['500 شخص', 'عدد', 'a number'],
    ],
  },
  TIME: {
    ar: 'وقت على الساعة، مع جزء اليوم والمنطقة الزمنية.',
    en: 'A time on the clock, with the part of the day and the zone.',
    yes: ['[الساعة 5 صباحاً بتوقيت موسكو]', 'عند [الثالثة والنصف]', 'في [الساعة 18:30]'],
    no: [
      ['يوم الأربعاء', 'تاريخ', 'a date'],
      ['ثلاثة أيام', 'مدة، فهي تاريخ', 'a length of days is a date'],
    ],
  },
  LANGUAGE: {
    ar: 'لغة أو لهجة لها اسم.',
    en: 'A named language or dialect.',
    yes: ['يتحدث [العربية]', 'باللغة [الروسية]', 'تُرجم إلى [الفرنسية]'],
    no: [
      ['الحكومة الفرنسية', 'جنسية', 'a nationality'],
      ['العرب', 'جماعة', 'a group'],
    ],
  },
  WEBSITE: {
    ar: 'عنوان على الشبكة: موقع أو صفحة أو بريد.',
    en: 'An address on the net: a site, a page or an e-mail address.',
    yes: ['على [www.example.com]', 'راسلوا [info@example.org]', 'من [https://example.net/a]'],
    no: [
      ['موقع الشركة', 'لا عنوان فيه', 'it holds no address'],
      ['صحيفة الحياة', 'منظمة', 'an organisation'],
    ],
  },
  LAW: {
    ar: 'قانون أو اتفاق أو إعلان أو قرار له اسم أو رقم.',
    en: 'A law, accord, declaration or resolution with a name or number.',
    yes: ['تنفيذ [إعلان جنيف]', 'وفق [اتفاق الطائف]', 'يطبّق [القرار 2254]'],
    no: [
      ['قانون جديد', 'لا اسم له', 'it has no name'],
      ['مؤتمر جنيف', 'حدث', 'an event'],
    ],
  },
  CARDINAL: {
    ar: 'عدد يُحصى به، مع «نحو» ونحوها قبله، وبلا المعدود.',
    en: 'A counting number, with “about” before it, without what is counted.',
    yes: ['[نحو 500] شخص', '[ثلاثة] وزراء', 'قُتل [12] جندياً'],
    no: [
      ['عام 2012', 'تاريخ', 'a date'],
      ['100 دولار', 'مبلغ', 'money'],
    ],
  },
  ORDINAL: {
    ar: 'عدد يدل على الترتيب.',
    en: 'A number that tells a place in an order.',
    yes: ['للمرة [الثانية]', 'الدورة [السبعون]', 'المركز [الأول]'],
    no: [
      ['الفريق الأول', 'رتبة', 'a rank'],
      ['كانون الثاني', 'شهر', 'a month'],
    ],
  },
  PERCENT: {
    ar: 'نسبة مئوية، مع علامتها أو كلماتها.',
    en: 'A percentage, with its sign or its words.',
    yes: ['ارتفع [5%]', '[عشرين في المئة]', '[نحو 3.5 في المائة]'],
    no: [
      ['نصف السكان', 'لا مئة فيه', 'not in hundredths'],
      ['100 شخص', 'عدد', 'a number'],
    ],
  },
  QUANTITY: {
    ar: 'مقدار يُقاس، عدده ووحدته معاً، والوحدة وسم داخله.',
    en: 'A measured amount, number and unit together; the unit is a tag inside.',
    yes: ['على بعد [30 كيلومتراً]', '[خمسة أطنان] من القمح', 'بلغت [40 درجة مئوية]'],
    no: [
      ['30 شخصاً', 'عدد', 'a number'],
      ['30 دولاراً', 'مبلغ', 'money'],
    ],
  },
  UNIT: {
    ar: 'وحدة القياس داخل المقدار.',
    en: 'The unit inside a measured amount.',
    yes: ['30 [كيلومتراً]', 'خمسة [أطنان]', '40 [درجة مئوية]'],
    no: [
      ['دولاراً', 'عملة', 'a currency'],
      ['ثلاثة أيام', 'مدة، فهي تاريخ', 'a length of days is a date'],
    ],
  },
  MONEY: {
    ar: 'مبلغ من المال، عدده وعملته معاً، والعملة وسم داخله.',
    en: 'A sum of money, number and currency together; the currency is a tag inside.',
    yes: ['[مليون دولار]', 'بقيمة [500 ألف يورو]', '[نحو 20 ديناراً]'],
    no: [
      ['مليون شخص', 'عدد', 'a number'],
      ['سعر الدولار', 'عملة بلا مبلغ', 'a currency without an amount'],
    ],
  },
  CURR: {
    ar: 'عملة، داخل المبلغ أو وحدها.',
    en: 'A currency, inside a sum or alone.',
    yes: ['مليون [دولار]', 'سعر صرف [الليرة]', '20 [ديناراً]'],
    no: [
      ['المال', 'لا عملة بعينها', 'no certain currency'],
      ['برميلاً', 'وحدة', 'a unit'],
    ],
  },
});
