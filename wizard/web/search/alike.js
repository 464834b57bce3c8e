import { stem, words } from "./words.js";

// Words that people use for one another here. A find by such a word counts a little less than by the word itself.
const ALIKE = [
  "hit hits hitting smack slap punch thump whack beat beaten kick strike struck belt clout",
  "grab grabbed push shove drag pull rough manhandle",
  "touch touched grope fondle molest",
  "mum mother mam mummy mom stepmum",
  "dad father daddy stepdad stepfather",
  "boyfriend partner girlfriend",
  "parent carer guardian",
  "teacher staff colleague assistant tutor coach volunteer caretaker governor ta lsa",
  "head headteacher principal headmaster headmistress",
  "dsl lead",
  "knife blade machete weapon",
  "angry furious cross kicking",
  "dating relationship affair",
  "hungry starving starved unfed",
  "dirty filthy smelly smells stinks unwashed grubby",
  "tooth teeth dental dentist",
  "obese obesity overweight fat",
  "thin skinny underweight",
  "drunk alcohol drinking boozy",
  "drugs weed cannabis spice cocaine vape vaping",
  "scared frightened afraid terrified",
  "sad depressed low crying tearful withdrawn miserable",
  "suicide suicidal kill die",
  "runaway ran absconded missing",
  "police cops policeman",
  "picture photo pic pics image photograph selfie",
  "message text dm messaging",
  "bullying picked teased taunted tormented",
  "fight fighting scrap brawl",
  "away off sick ill leave absent",
  "ignored dismissed listen",
  "refuse refused refusing declined unwilling",
  "record log write note notes",
  "destroy shred delete",
  "abroad overseas pakistan bangladesh somalia",
  "marry married marriage wedding",
  "extremist extremism terrorist isis nazi",
  "pregnant pregnancy expecting",
  "baby infant newborn toddler",
  "burn scald burnt",
  "autistic autism adhd",
  "sen send senco",
  "collect collected pick",
  "porn pornography",
  "secret promise",
  "worried worry concerned concern",
  "hurt injured harmed",
  "neck throat arm leg back face",
  "disagree challenge object",
  "number phone telephone",
].map((line) => new Set(words(line).map(stem)));

/**
 * The stems of the words that are used for this one.
 * @param {string} term a stem
 * @returns {string[]}
 */
export function alike(term) {
  return ALIKE.filter((group) => group.has(term)).flatMap((group) => [...group].filter((other) => other !== term));
}
