/** One step of a session: how long, where, and what a room does there. */
export type Step = {
  minutes: number;
  title: string;
  /** The address behind the hash; null for a step that needs no page. */
  to: string | null;
  /** What the room does, a sentence each. */
  does: readonly string[];
  /** The one sentence to leave it with. */
  says: string;
};

export type Plan = {
  id: string;
  name: string;
  line: string;
  before: readonly string[];
  steps: readonly Step[];
};

/** A training of ninety minutes, and a demonstration of ten. The minutes of each add up to its length; a test holds that. */
export const PLANS: readonly Plan[] = [
  {
    id: "training",
    name: "A training, 90 minutes",
    line: "For a team that builds or watches models. Everyone needs a screen, a phone will do; nobody needs an account or a file.",
    before: [
      "Open this page and the first chapter in two windows. Each chapter has speaker notes at its foot: what to ask, how long it takes, what rooms usually answer.",
      "Make a set of three incidents in the incident room (gentle, then rising) and keep its link for the last part.",
    ],
    steps: [
      {
        minutes: 5,
        title: "One number, two clocks",
        to: "time-travel",
        does: [
          "Drag “now” through the day of U123 without a word. Stop at the first payment and ask which cells may be read.",
          "Let the person who objects explain the join.",
        ],
        says: "Would this number have been there at the time of the prediction?",
      },
      {
        minutes: 15,
        title: "Time travel: guess, then look",
        to: "time-travel",
        does: [
          "Everyone writes down what production will give; lock the median.",
          "In the lab move the delay, the hour of the job and the join, each time after a guess.",
          "Read the alarms: which of them could your company run tomorrow?",
        ],
        says: "The split in time orders the rows. It does not order what is inside a row.",
      },
      {
        minutes: 10,
        title: "Silence, and who is there",
        to: "different-people",
        does: [
          "Half of the room takes chapter 2, “When silence becomes a signal”, half chapter 3, “Same numbers, different people”.",
          "Each half tells the other which drift test would have seen it. The second half has the shorter answer.",
        ],
        says: "Every distribution stood still, and the model was wrong for one group.",
      },
      {
        minutes: 15,
        title: "Watching",
        to: "watching",
        does: [
          "Show day 34: who is worried? Everyone draws the true recall; then open it.",
          "Play the weeks, switch on what was true, drag a line until it finds the failure, and count the days on which it would have rung for nothing.",
          "In pairs: find a failure that no row sees.",
        ],
        says: "Watch something early and something sure, and know how late each number is.",
      },
      {
        minutes: 10,
        title: "Which alarm rings?",
        to: "which-alarm",
        does: [
          "Say nothing; ask for a row that is nearly empty and a column that is always full.",
          "Guess how many detectors see what can be seen, then throw the switch of the repair.",
        ],
        says: "A silent detector and a failure that cannot be seen look the same from inside.",
      },
      {
        minutes: 25,
        title: "The incident room",
        to: "incident-room",
        does: [
          "Everyone opens the link of the set, alone or in pairs, and works against the clock.",
          "Save the results, drop the files on the page, and compare: who looked at what first?",
          "Read one debrief together: the money, and what an expert would have looked at.",
        ],
        says: "The cheapest check that tells two causes apart comes first.",
      },
      {
        minutes: 10,
        title: "Monday",
        to: "your-data",
        does: [
          "Whoever brought a file drops it: nothing of it leaves the machine. The others take the sample.",
          "Each writes down one check to run at work; its Python and SQL are at the foot of its chapter.",
        ],
        says: "One check, this week, with a name beside it.",
      },
    ],
  },
  {
    id: "demonstration",
    name: "A demonstration, 10 minutes",
    line: "For people who decide about models and do not build them: chapters 1, 12 and 16, three pictures in all.",
    before: [
      "Open the three chapters in three windows, and answer their first questions beforehand, so that the pictures stand.",
    ],
    steps: [
      {
        minutes: 1,
        title: "What goes wrong",
        to: "contents",
        does: [
          "Read the question on the title page aloud, and ask who has seen a model that was good on paper.",
        ],
        says: "Most models that fail in production were never wrong about the past.",
      },
      {
        minutes: 3,
        title: "Time travel",
        to: "time-travel",
        does: [
          "Drag “now” through one customer’s day: this number was not there yet.",
          "Show the picture of the joins: what was promised, and what production gave.",
        ],
        says: "The report was true. The model had read tomorrow’s paper.",
      },
      {
        minutes: 3,
        title: "Watching",
        to: "watching",
        does: [
          "The dashboard on day 34, then what was true.",
          "Play from day 0, in silence, until an alarm rings.",
        ],
        says: "What a dashboard shows is late, and somebody pays for the wait.",
      },
      {
        minutes: 2,
        title: "Which alarm rings?",
        to: "which-alarm",
        does: ["The whole matrix. One empty row, one column that is always full."],
        says: "There is no alarm for everything. Here is what ours are blind to.",
      },
      {
        minutes: 1,
        title: "What we ask for",
        to: null,
        does: ["One sentence on what your own team cannot see today, and what it would cost to see it."],
        says: "We would like to know when we are wrong before the customer does.",
      },
    ],
  },
];

/** The step that is on after so many minutes, and how many are left of it; null after the end. */
export function stepAt({ steps }: Plan, minutes: number): { index: number; left: number } | null {
  let end = 0;
  for (const [index, step] of steps.entries()) {
    end += step.minutes;
    if (minutes < end) return { index, left: end - minutes };
  }
  return null;
}
