import type { DemoName } from "./cast";

const HOURS = 60;
const DAYS = 24 * HOURS;

/** A question, when it was asked, and how many minutes later it was answered. */
type Question = [minutesAgo: number, question: string, minutesLater: number, answer: string];

interface DemoQuestions {
  business: string;
  customer: DemoName;
  member: DemoName;
  questions: Question[];
}

const asked: DemoQuestions[] = [
  {
    business: "luna-noodle-bar",
    customer: "theo",
    member: "yuki",
    questions: [
      [3 * DAYS, "Two seats at eight tonight?", 3, "Yours. Ten minutes late is fine, twenty is not."],
      [3 * DAYS - 10, "And is there something without egg?", 2, "The shoyu and the tantan, just say so."],
      [1 * DAYS, "Same again on Saturday, but three of us?", 5, "Half past eight would work. Shall I?"],
    ],
  },
  {
    business: "luna-noodle-bar",
    customer: "rosa",
    member: "kenji",
    questions: [
      [
        2 * DAYS,
        "Do you do takeaway?",
        4,
        "Broth and noodles apart, yes. Bring a pot and it costs one less.",
      ],
      [20 * HOURS, "Is the yuzu one very sour?", 6, "Less than it sounds. Like lemon peel, not like lemon."],
    ],
  },
  {
    business: "second-spark",
    customer: "omar",
    member: "dan",
    questions: [
      [6 * DAYS, "My laptop shuts down at 40 %.", 18, "Old battery. Which model? We have most of them here."],
      [6 * DAYS - 25, "ThinkPad T14, second one.", 12, "Then 74 with fitting, half an hour while you wait."],
      [4 * DAYS, "Can I come on Thursday after six?", 31, "Until seven, yes. I put the battery aside."],
    ],
  },
  {
    business: "second-spark",
    customer: "priya",
    member: "marta",
    questions: [
      [
        2 * DAYS,
        "Phone fell in the sink. Rice?",
        22,
        "No rice, no charging. Switch it off and bring it today.",
      ],
      [1 * DAYS, "Any news of the patient?", 40, "It lives. New port, all photos still there: 48."],
    ],
  },
  {
    business: "brightwater-plumbing",
    customer: "ben",
    member: "eli",
    questions: [
      [8 * DAYS, "Water under the kitchen sink!", 1, "The small valve below it, clockwise. Does it stop?"],
      [8 * DAYS - 3, "It stopped.", 1, "Good. I am with you in forty minutes, please leave it shut."],
      [8 * DAYS - 5, "Do I need to be there the whole time?", 2, "Ten minutes at the end would be enough."],
    ],
  },
  {
    business: "brightwater-plumbing",
    customer: "theo",
    member: "hana",
    questions: [
      [30 * HOURS, "Boiler shows F28, no hot water.", 3, "Hold reset for five seconds, once. Then tell me."],
      [30 * HOURS - 8, "Same again.", 1, "Then it is the gas valve. Tomorrow between eight and ten?"],
      [30 * HOURS - 10, "Eight is perfect.", 2, "Written down. It is 90 with the part."],
    ],
  },
  {
    business: "fern-and-clay",
    customer: "priya",
    member: "ruth",
    questions: [
      [
        7 * DAYS,
        "What grows in a bathroom without a window?",
        55,
        "Honestly, nothing for long. A pothos, in turns.",
      ],
      [5 * DAYS, "My monstera has brown tips.", 80, "Dry air. Away from the radiator, and not more water."],
      [
        2 * DAYS,
        "Is the blue pot still there?",
        48,
        "The last one of that firing. I keep it until Saturday.",
      ],
    ],
  },
  {
    business: "fern-and-clay",
    customer: "omar",
    member: "ruth",
    questions: [
      [
        4 * DAYS,
        "Do you deliver a two-metre fig?",
        140,
        "Within the city on Fridays, for 15. We carry it up.",
      ],
      [1 * DAYS, "Third floor, no lift. Still?", 65, "Still. My brother needs the exercise."],
    ],
  },
  {
    business: "willow-street-vets",
    customer: "rosa",
    member: "vera",
    questions: [
      [
        5 * DAYS,
        "Our cat ate a bit of wool.",
        6,
        "How long a bit, and is she eating? Do not pull if you see any.",
      ],
      [
        5 * DAYS - 8,
        "Ten centimetres perhaps. She eats.",
        4,
        "Then watch her for two days. If she vomits, ring at once.",
      ],
      [3 * DAYS, "It came out by itself!", 11, "Best way. Hide the knitting, and greet her from us."],
    ],
  },
  {
    business: "willow-street-vets",
    customer: "ben",
    member: "naomi",
    questions: [
      [2 * DAYS, "Is Biscuit due for his vaccination?", 9, "In March. You get a message two weeks before."],
      [7 * HOURS, "Could I collect his tablets today?", 14, "They are at the desk, until half past seven."],
    ],
  },
  {
    business: "kestrel-barbers",
    customer: "theo",
    member: "pablo",
    questions: [
      [9 * DAYS, "Anything free today?", 12, "Half past four or seven."],
      [9 * DAYS - 15, "Seven.", 2, "See you then."],
      [
        2 * DAYS,
        "First haircut for a two-year-old?",
        35,
        "Mornings, when it is quiet. We have a lion to sit on.",
      ],
    ],
  },
  {
    business: "kestrel-barbers",
    customer: "omar",
    member: "pablo",
    questions: [
      [6 * DAYS, "Do you trim beards without a cut?", 20, "Yes, fifteen minutes, 12."],
      [26 * HOURS, "Tomorrow around noon?", 28, "Quarter past twelve is yours."],
    ],
  },
  {
    business: "tidewater-physio",
    customer: "rosa",
    member: "grace",
    questions: [
      [
        10 * DAYS,
        "My shoulder hurts when I reach up, since spring.",
        150,
        "Then let me look at it. Monday at nine?",
      ],
      [10 * DAYS - 170, "Monday works.", 95, "Please bring what your doctor wrote, if there is something."],
      [
        3 * DAYS,
        "The second exercise hurts. Stop?",
        40,
        "Half as far, twice as slow. If it still does, leave it out.",
      ],
    ],
  },
];

/** As a conversation is told: who wrote what, how many minutes ago. */
export const demoQuestions = asked.map(({ business, customer, member, questions }) => ({
  business,
  customer,
  lines: questions.flatMap(([minutesAgo, question, minutesLater, answer]): [DemoName, number, string][] => [
    [customer, minutesAgo, question],
    [member, minutesAgo - minutesLater, answer],
  ]),
  unread: {},
}));
