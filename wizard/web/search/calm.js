// What tells that nobody is in danger at this moment, though the words are those of danger: kinds of it over plain words.
// They are signs against, as signs.js holds those for; the scorer weighs both. See told.js.

const MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|sept|oct|nov|dec";
const DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays";
const SEASONS = "summer|autumn|spring|winter|christmas|easter|half term|holidays|weekend|halloween";
const THING = String.raw`(?:kit|coat|jumper|shoes?|trainers|socks|hat|scarf|gloves|bag|book|books|lunch ?box|lunch|homework|laptops?|tablets for (?:the )?(?:lessons?|computing)|ipads?|printer|photocopier|computer|keyboard|projector|mic|phones? (?:line|box|number)|keys?|login|password|car park|pens?|pencils?|paper|register|marks?|signature|minutes|receipts?|invoice|fence|gate code|lights?|heating|boiler|tap|toilet door|chair|table|desk|window blind|curtains|rota|mileage|raffle|costume|bus pass|ball|toy|toys|bike helmet|glasses|hearing aids?|money|cash|tooth|teeth|uniform|tie|library|puzzle|photo|photos|document|file|folder|system|website|alarm|extinguishers?|defib\w*|lanyards?|badges?|plasters?|first aid kit|calculators|piano|washing|pegs?|mower|tractor|meter|sockets)`;

/** @type {Record<string, string[]>} */
const CALM = {
  past: [
    String.raw`\b(?:days?|weeks?|months?|years?|terms?|ages|while) (?:ago|back|earlier)\b|\blong ago|\ba long time ago`,
    String.raw`\blast (?:year|month|week|term|summer|autumn|spring|winter|christmas|easter|half term|${MONTHS}|${DAYS}|weekend|season|century)\b`,
    String.raw`\bused to\b|\bwhen (?:he|she|they|i|we) (?:was|were) (?!out|in |at |on )|\bas a (?:baby|child|toddler|kid)\b|\bwhen (?:small|little|younger)\b|\bbefore (?:he|she|they) (?:was|were|came|joined|started|moved)\b`,
    String.raw`\bin (?:the )?(?:past|${SEASONS}|${MONTHS}|(?:19|20)\d\d|year \d+|reception|nursery|primary|infants)\b`,
    String.raw`\b(?:over|during|at) (?:the )?(?:${SEASONS}|half term)\b|\bon (?:${DAYS})\b|\b(?:yesterday|the other day|previous\w*|former|historic\w*|formerly|old (?:scars?|burns?|bruises?|injur\w*|incident|self|school)|at (?:his|her) (?:old|last|previous))\b`,
    String.raw`\b(?:has|have|had) (?:not |nt )?(?:since|stopped)\b|\bsince then\b|\bnone since\b|\bhasnt (?:done it |cut )?since\b|\bat (?:\w+teen|twelve|eleven|ten|nine|eight|seven|six|five|four|three|two)\b (?:and|but)`,
  ],
  settled: [
    String.raw`\b(?:sorted|dealt with|healed|healing|resolved|recover\w*|cleared|mopped up|settled|confiscated|counted back|found safe|turned up safe|has turned up|was found|were found|and found|has been found|been found in|false alarm|hoax|all (?:well|ok|fine|good)|well now|fine now|ok now|better now|happy now|is (?:fine|ok|okay|well)|are (?:fine|ok|well)|but (?:all )?fine|and fine|was fine|ok with|doing (?:well|great|fine|ok)|getting help|no longer|not any ?more)\b`,
    String.raw`\b(?:moved (?:out|on|away|in with)|made (?:it )?up|shook hands|shaken hands|said sorry|apologised|have made|sober|clean now|been clean|in (?:recovery|therapy|prison|counselling)|counselling|counsellor|therapist|is seeing|seen (?:by )?(?:the|a|his|her) (?:doctor|gp|nurse|dentist)|doctor (?:has seen|says|looked)|has seen the doctor|stitch\w*|crutches|cast|plaster on|plaster|back (?:in|at) (?:school|class|college)|back (?:home )?safe|got him back|got her back|came back (?:the same|after|by|on)|home resting|has stopped|stopped now|it stopped|lives (?:with|away)|now adopted|adopted|long gone|closed it|is over|over now|calm(?:ed)? (?:down|since)|been calm|discharged|in hospital recovering|at hospital recovering|police (?:dealt|have (?:dealt|closed)|know|took it)|been (?:to the (?:doctor|hospital)|seen))\b`,
    String.raw`\b(?:taken|took) (?:him|her) to (?:the )?(?:doctors?|gp|hospital|dentist|nurse|walk in)\b|\boff (?:sick|school|till|until|today|tomorrow)\b|\bat home (?:with|resting) (?:a|his|her)\b`,
  ],
  taught: [
    String.raw`\b(?:lessons?|assembl(?:y|ies)|courses?|training|trained|trainer|drills?|practices?|practise[ds]?|practising|rehears\w*|exercises?|workshops?|webinars?|seminars?|talks? (?:on|about|from|to|by|is|for|booked|next)|(?:a|the|safety|driving|drug|drugs|police|careers) talk|talk (?:booked|planned)|posters?|leaflets?|displays?|polic(?:y|ies)|procedures?|templates?|risk assess\w*|handbook|guidance|pshe|rshe|phse|syllabus|curriculum|worksheets?|homework|topics?|projects?|awareness|prevention|campaigns?|certificates?|badges?|theory|quiz\w*|experiment|practical|demonstrat\w*|scenarios?|induction|refresher|renewal|debrief|audit|survey|newsletter|article|education|sex ed|revision|exams?|gcse|spelling)\b`,
    String.raw`\b(?:stor(?:y|ies)|books?|novel|poems?|poetry|films?|movie|the news|documentary|song|lyrics|drama|theatre|the play|school play|a play|musical|panto\w*|museum|games?|gaming|xbox|playstation|fortnite|minecraft|call of duty|nintendo|toys?|lego|nerf|water pistol|squirt|costumes?|dress(?:ing)? up|fancy dress|drew|draws|drawing (?:of|has|with)?|drawings?|pictures? of|paint\w*|collage|cardboard|plastic|foam|pretend\w*|make believe|pirates?|knights?|romans?|vikings?|dragons?|zombies?|superhero\w*|halloween|volcano|hangman|history|geography|biology|chemistry|science club|world war|war (?:films?|poems?|games?)|airsoft|paintball|laser tag|clay pigeon|archery|fencing|boxing club|judo|karate|wrestling club|chess)\b`,
    String.raw`\b(?:visit(?:s|ing)? (?:from|to|by|us|year)|club|clubs|team|tournament|match report|gala|fair|fete|quiz night|disco|concert|charity|fundrais\w*|raffle|parents evening|open day|sports day|world book day|leavers|prom dress|birthday|party bags|cake|celebrat\w*|competition|league|race|relay|marathon|cup|won|winner|scored)\b`,
  ],
  asked: [
    String.raw`^(?:can|could|may|should|do|does|is|are|must|shall) (?:we|staff|i|the|parents?|pupils|children|it|there|a|anyone|visitors|governors|he|she|teachers|tas?|volunteers)\b`,
    String.raw`^(?:how (?:do|does|to|many|much|often|long|should|can|would|soon)|when (?:do|does|is|are|can|should|will|must)|where (?:do|does|is|are|can|should)|who (?:do|does|is|are|can|should|has|writes|runs|orders|checks|keeps|pays|books|leads|may)|which|what (?:is|are|does|do|if|should|ratio|age|date|dates|time|counts|policy|training))\b`,
    String.raw`\b(?:do|can|should|may|must) (?:we|staff|i|parents) (?:have|need|keep|get|use|search|tell|teach|run|book|order|store|still|allow|let)\b|\bis (?:it|that|this) (?:ok|okay|alright|allowed|legal|fine)\b|\bis there (?:a|an|any)\b|\bam i allowed|\bare we (?:allowed|meant|supposed)|\bwhat (?:ratio|is the (?:policy|rule|law|ratio|form))|\bcan (?:he|she|a (?:pupil|child|parent|ta|volunteer|first aider)) (?:carry|give|come|have|use|do|go on|take part|wear|bring)`,
  ],
  paper: [
    String.raw`\b(?:forms?|receipts?|lists?|dates?|numbers on|rota|minutes|agenda|letters? (?:to|from|about|home|for)|(?:parents?|trip|hospital|consent|allergy|permission|sick) (?:letter|slips?|note)|slips?|orders?|reorder|booked|booking|book (?:a|an|the|in|us|four|three|two|six)|due|deadline|report (?:for|on|to)|returns?|review of|template|licences?|insurance|claim|budget|invoice|expir\w*|out of date|in date|needs? (?:updating|replac\w*|checking|mending|inspecting|an inspection|a signature|servic\w*|sharpening|signing)|update|updating|(?:being|is) mended|servic(?:e|ed|ing) (?:the|of|and|is|for)?|inspection|repairs?|maintenance|contractor|engineer|electrician|caretaker will|deliver(?:y|ed)|stored?|kept|keep (?:the|our)|cupboard key|fridge|signed off|ratios?|consent|permission|care plans?|policy|plan needs|write the|writing the|wording|calendar|diary date|poster|closed (?:for|this|because)|permission slips?|vaccin\w*|checks? (?:on|for|the)|lettings?|hire)\b`,
  ],
  planned: [
    String.raw`\bnext (?:week|term|month|year|half term|${DAYS}|${MONTHS}|summer|spring|time)\b|\b(?:is|are|on|by|until|till|from|every|this) (?:${DAYS})\b|\bthis term\b|\bafter (?:easter|christmas|half term|the holidays)\b|\b(?:in|by|until|before) (?:${MONTHS}|september)\b|\bstarts? (?:on|in|next|with|at our)\b|\bstarting (?:in|next|on|with us)\b|\bplanned for\b|\bcoming (?:in )?to (?:talk|speak|train|mend|fix|look|do|school to talk|see the)\b|\bis coming (?:in|to|on)?\b|\bvisiting (?:on|next|us|in)\b|\bweek$|\bday$|\b(?:we|i) want to (?:run|do|hold|book|plan|teach|put)\b|\bfor two weeks\b|\b(?:summer|easter|christmas) holiday\b|\bon holiday\b|\bfor the (?:trip|fair|fete|play|weekend|holidays|handbook|pack)\b|\bas planned\b|\blook(?:s|ing) forward\b|\b(?:cannot|cant) wait (?:for|to)\b|\bexcited\b|\bover the moon\b`,
  ],
  thing: [
    String.raw`\b(?:missing|lost|broken|stolen|stuck|burnt|burned|dead|hanging|locked|drowned|attacked|hidden|leaking|leaks?|cut|killed|blew|blown|collapsed|smashed|damaged|dropped|trapped|jammed) (?:\w+ ){0,4}${THING}\b`,
    String.raw`\b${THING} (?:\w+ ){0,4}(?:missing|lost|broken|stolen|stuck|burnt|dead|locked|leaks?|leaking|collapsed|smashed|damaged|dropped|jammed|gone|died|cannot be found|off|broke)\b`,
    String.raw`\b(?:cat|dog|hamster|rabbit|fish|guinea pig|goldfish|horse|pony|chicks?|lambs?|plants?|tree|weeds|battery|engine|printer|laptop|internet|wifi|boiler|roof|pipe|phone) (?:has |is |was |have |just )?(?:died|dead|dying|killed|leak\w*|broke\w*|being mended|fell off|went off)\b`,
    String.raw`\b(?:find|lost|forgot|forgotten|log ?in|open|print|access) (?:\w+ ){0,3}(?:form|policy|login|password|system|document|template|page|key|keys|account|computer)\b`,
    String.raw`\b(?:drive|driving|drove|drives) (?:too fast|a |test|lessons?|licence)|\blicence\b|\bpoints on|\bparking\b|\bparks on\b|\bbirth certificate\b|\bdate of birth\b|\bborn (?:in|early|abroad|on)\b|\blabour (?:party|councillor)`,
  ],
  saying: [
    String.raw`\b(?:killing me|kill(?:ing)? (?:time|two birds|it)|(?:could|would|d) kill for|to die for|die of (?:embarrassment|boredom|shame)|died of embarrassment|dying (?:to|of|for a|her|his|my)|dead (?:tired|quiet|easy|good|end|line|lines|excited|chuffed|against|on time|proud|beat|centre|heat|weight)|drop dead gorgeous|a killer|killer (?:whales?|heels|question)|murder(?:ed|s)? (?:that|the) (?:song|tune)|bored to death|scared stiff of|laugh\w*|giggl\w*|jok(?:e|es|ed|ing)|ha ha|haha|lol|bless (?:him|her)|chuffed|teased?|funny|smashing|smashed it|hit (?:the|a) (?:jackpot|six|target|ball)|running (?:late|nose|club)|runs (?:the|a|out of|his own)|ran (?:the|a|out of|home|into an old)|in stitches|over the edge of|on edge|at the end of my|up in arms|under fire|on fire (?:in|at) (?:the )?(?:match|game|football|maths)|fire (?:engine|station|brigade|service|fighters?|exit|exits|door|doors|drill|alarm|marshal|blanket|safety|extinguishers?|officer|risk)|first aid|stabbing pains?|shooting (?:stars?|hoops|some|club|pains?)|hit it off|beat (?:me|us|them) (?:at|in)|beaten (?:in|by) (?:the|a|them)|choked up|chokes up|blow the budget|bombed (?:the|his|her) (?:test|exam)|da bomb|bath bombs?|cut (?:and|out|off his mates|the cake|hair|her hair|her own|his hair|his own)|hair ?cut|paper cut|short ?cut|budget cuts?|power cut|knife and fork|butter knife|bread knife|plastic knife|craft knives|kitchen knives|knife skills|cutlery)\b`,
    String.raw`\b(?:threat\w*) (?:\w+ ){0,3}(?:detention|complain|sue|legal action|solicitor|papers|ofsted|governors|report us|move him|move her|take (?:him|her) out|leave the school|tell)\b|\bthreatened with\b`,
    String.raw`\b(?:a|one) (?:sip|glass|bit|little) of (?:beer|wine|prosecco|alcohol|sherry|gin)\b|\b(?:drinks?|likes a (?:drink|glass)) (?:a bit )?(?:at|on|of) (?:the )?(?:weekends?|an evening)\b|\bstaff (?:do|party|social\w*|night)\b|\b(?:christmas|leaving|summer|staff|leavers) (?:party|do|ball|fair|social)\b`,
  ],
};
const EACH = Object.entries(CALM).map(([kind, ways]) => /** @type {const} */ ([kind, new RegExp(ways.join("|"), "u")]));
const NO_SIGN = new RegExp([...(CALM.saying ?? []), ...(CALM.thing ?? [])].join("|"), "gu");
// Someone tells of this moment: what is going on, what has only just been seen or said.
const LIVE = new RegExp(
  String.raw`\b(?:now|right now|just|currently|minutes? ago|seconds ago|hours? ago|this (?:minute|second|morning|afternoon|evening)|tonight|today|still|as (?:i|we) (?:type|speak|write)|at the moment|going on|on (?:his|her|their) way|outside|here|please|help|quick|hurry)\b`,
  "u",
);
const DOING = new RegExp(
  String.raw`\b(?:hes|shes|theyre|theres|somebodys|someones|whos|is|are|keeps?|been) (?:\w+ ){0,2}(?!coming|going|seeing|doing|having|being|looking|missing|during|morning|evening|training|swimming|nothing|something|everything|anything|starting|visiting|running|learning|reading|writing|building)\w{2,}ing\b|\b(?:wont|will not|cant|cannot|isnt|is not|arent|not) (?:\w+ )?(?:stop|wake|breathe?|breathing|move|moving|talk|speak|let|find|get|stand|come|respond|responding|answer|safe|leave|reach|feel|open|focus|drop|go home)\b|\b(?:has|have|hes|shes|weve|ive|theyve|someone|somebody|he|she|dad|mum) (?:just |only just )?(?:pulled|brought|taken|swallowed|collapsed|run|got|put|locked|grabbed|snatched|fallen|been hit|been stabbed|cut|tied|climbed|threatened|texted|messaged|posted|gone)\b`,
  "u",
);

/**
 * The kinds of calm that plain words give signs of.
 * @param {string} plain words with one space between
 * @returns {string[]}
 */
export function calm(plain) {
  return EACH.filter(([, ways]) => ways.test(plain)).map(([kind]) => kind);
}

/**
 * Plain words without what is a figure of speech in them, or tells of a thing: no sign of danger is looked for in those.
 * @param {string} plain
 * @returns {string}
 */
export function earnest(plain) {
  return plain.replace(NO_SIGN, "_");
}

/**
 * The signs that plain words speak of this moment.
 * @param {string} plain
 * @returns {string[]}
 */
export function present(plain) {
  return [...(LIVE.test(plain) ? ["live"] : []), ...(DOING.test(plain) ? ["doing"] : [])];
}
