import type { PaymentsWorld } from "./types.ts";

const scratch = new Float64Array(1);
const words = new Uint32Array(scratch.buffer);

/** Two lanes of MurmurHash3's mixing over 32-bit words. */
class Hash {
  private a = 0x9747b28c;
  private b = 0x3c6ef372;

  word(value: number): void {
    let k = Math.imul(value, 0xcc9e2d51);
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
    this.a ^= k;
    this.a = (Math.imul((this.a << 13) | (this.a >>> 19), 5) + 0xe6546b64) | 0;
    this.b = (Math.imul(this.b ^ value, 0x01000193) + (this.b >>> 15)) | 0;
  }

  /** Every NaN counts as the same; engines may differ in its unused bits. */
  float(value: number): void {
    if (Number.isNaN(value)) {
      this.word(0x7ff80000);
      this.word(0);
      return;
    }
    scratch[0] = value;
    this.word(words[0]!);
    this.word(words[1]!);
  }

  /** 16 hexadecimal digits. */
  text(): string {
    return [this.a, this.b]
      .map((lane) => {
        let h = lane ^ (lane >>> 16);
        h = Math.imul(h, 0x85ebca6b);
        h ^= h >>> 13;
        return (h >>> 0).toString(16).padStart(8, "0");
      })
      .join("");
  }
}

/**
 * A hash over typed arrays, bit by bit: 16 hexadecimal digits. For finding differences, not for keeping secrets. The order
 * of the bytes within a number is that of the machine, little-endian wherever a browser runs.
 */
export function hashArrays(arrays: readonly (Float64Array | Int32Array | Uint8Array)[]): string {
  const hash = new Hash();
  for (const array of arrays) {
    hash.word(array.length);
    if (array instanceof Float64Array) for (let i = 0; i < array.length; i++) hash.float(array[i]!);
    else for (let i = 0; i < array.length; i++) hash.word(array[i]!);
  }
  return hash.text();
}

/** The hash over all columns of the world's tables. */
export function worldHash(world: PaymentsWorld): string {
  const { users, transactions: t, chargebacks, batchRuns } = world;
  return hashArrays([
    users.id,
    users.signupAt,
    users.cohort,
    users.region,
    users.typicalAmount,
    t.id,
    t.user,
    t.eventAt,
    t.amount,
    t.merchantCategory,
    t.paymentMethod,
    t.deviceIsNew,
    t.hour,
    t.isFraud,
    chargebacks.transaction,
    chargebacks.eventAt,
    chargebacks.reportedAt,
    batchRuns.feature,
    batchRuns.computedAt,
    batchRuns.finished,
  ]);
}
