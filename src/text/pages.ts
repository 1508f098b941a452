/** The words of the title page and of “About”, which are fetched with their pages. */
export const title = {
  standfirst: "Why models that work in training fail in production, and how to notice.",
  opening: [
    "Every fact has two clocks: when it happened, and when your systems could first know it. Training reads the table long after both have struck. A prediction stands at one moment, and may read only what was known by then.",
    "Each chapter breaks one thing in a small company and lets you guess what becomes of its model. Then you move the sliders, real models are retrained in your browser, and you see which alarms rang and which slept. Read in order, or open the chapter of your own incident: each stands by itself.",
  ],
  caption:
    "One day of one customer. At 23:59 a nightly job writes a number. A training table, made a year later, hands it to the morning. This is the first of the failures; the others are no louder.",
  parts: [
    "The table looks right. A number in it comes from the evening, from nowhere, or from somebody else.",
    "The table was right. The world is no longer the one that it was made in.",
    "The world stands still. Our own code, data, decisions and impatience move.",
    "What a team does about it, day after day.",
    "Alarms against failures, an incident to solve, and a file of your own.",
  ],
  begin: "Begin",
  goOn: "Go on",
  ownFile: "Try a file of your own",
} as const;

export const about = [
  "As Of is a notebook that computes. The worlds are synthetic and seeded: the same seed gives the same payments, the same models and the same numbers on every machine. The models are real ones (logistic regression and boosted trees), trained in workers of your browser.",
  "There is no server behind this page. A file that you drop is read on your machine and sent nowhere; nothing is measured about you. This browser keeps your theme, your answers, how far you have read, and the column roles you chose. You can have that forgotten.",
  "A link holds every setting of a chapter: its seed and its sliders. Whoever opens it sees what you see.",
] as const;
