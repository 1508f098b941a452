/** Milliseconds of reading before anything is fetched that the first picture does not need. */
const patience = 2500;

let waited: Promise<void> | undefined;

/** Resolves once the first picture has had its time. */
export function afterThePicture(): Promise<void> {
  waited ??= new Promise((done) => setTimeout(done, patience));
  return waited;
}
