import { log } from "../../math/elementary.ts";
import { fastSigmoid } from "../../models/sigmoid.ts";
import { DAY } from "../settings.ts";
import { CHANCES_TO_STOP, type LendingDraws } from "./draws.ts";
import { ruleInForce } from "./economy.ts";
import { strengthPath } from "./people.ts";
import { HOLIDAY_MONTHS, INSTALMENTS, type LendingSettings, MISSED_TO_DEFAULT, MONTH } from "./settings.ts";
import type { Applications, Repayment } from "./types.ts";

/** Log-odds of stopping at one instalment, before anything is known of the borrower. */
const BASE = -4.35;
const SECTOR = [-0.2, 0, 0.1, 0.3, -0.5];
/** What the crisis adds to them: the trades that were safe are not the ones that stay safe. */
const SECTOR_IN_CRISIS = [-0.4, -0.4, 0.2, 0.4, 2.4];
const IN_CRISIS = 1;
/** The share of its weight that a careful past loses at the height of the crisis: who loses a job was not careless. */
const BLURRED = 0.5;
/** Share of those who would stop paying that ask for a holiday while there are any, and of these who recover in it. */
const ASK = 0.5;
const CURED = 0.3;
/** Longest time from the third missed instalment to the books, in days. */
const BOOKING_DAYS = 25;

/**
 * What becomes of each application, were it granted. At each of the first four instalments the borrower may stop paying, with a
 * chance that follows from who they are and from the economy of that very month: a loan granted before a crisis can fail in it.
 * Three missed in a row are a default. A payment holiday puts that off by six months, and some have recovered by then.
 */
export function repaymentOf(people: Applications, draws: LendingDraws, settings: LendingSettings): Repayment {
  const { count } = people;
  const made: Repayment = {
    defaults: new Uint8Array(count),
    defaultKnownAt: new Float64Array(count).fill(Number.NaN),
    scheduledEndAt: new Float64Array(count),
    onHoliday: new Uint8Array(count),
  };
  const strengthIn = strengthPath(settings);
  for (let row = 0; row < count; row++) {
    const month = people.month[row]!;
    const sector = people.sector[row]!;
    const settled =
      BASE +
      SECTOR[sector]! +
      0.75 * people.outOfWork[row]! -
      0.22 * log(1 + people.employmentMonths[row]! / 12) +
      0.45 * log(people.amountToIncome[row]! + 0.05);
    const past =
      2.1 * (people.utilisation[row]! - 0.4) +
      0.5 * (Math.min(4, people.missed[row]!) - 0.35) -
      0.6 * log(people.income[row]! / 2200);
    const booked = Math.floor(draws.booking[row]! * BOOKING_DAYS * DAY);
    made.scheduledEndAt[row] = people.appliedAt[row]! + INSTALMENTS * MONTH + booked;
    for (let k = 1; k <= CHANCES_TO_STOP; k++) {
      const strength = strengthIn(month + k);
      const chance = fastSigmoid(
        settled +
          Math.max(0.2, 1 - BLURRED * strength) * past +
          strength * (IN_CRISIS + SECTOR_IN_CRISIS[sector]!),
      );
      if (draws.stop[row * CHANCES_TO_STOP + k - 1]! >= chance) continue;
      const asks =
        settings.rule === "holidays" && ruleInForce(month + k, settings) && draws.holiday[row]! < ASK;
      made.onHoliday[row] = asks ? 1 : 0;
      if (asks && draws.cure[row]! < CURED) break;
      const months = k + MISSED_TO_DEFAULT - 1 + (asks ? HOLIDAY_MONTHS : 0);
      made.defaults[row] = 1;
      made.defaultKnownAt[row] = people.appliedAt[row]! + months * MONTH + booked;
      break;
    }
  }
  return made;
}
