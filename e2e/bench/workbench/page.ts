/** Each way is measured in a worker of its own, from the message to the answer. The worker is left: its times are read afterwards. */
function run(how: string): Promise<unknown> {
  const file = document.querySelector<HTMLInputElement>("#file")!.files![0]!;
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ how, file });
  });
}

Object.assign(window, { run });
