import { installed } from "./installed";

// AWS's SDK says on each run that it will leave Node 20 in 2027; README.md says which versions are supported.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

// Some things that a command waits for don't keep the process alive. Without this, it could end early and with success.
setInterval(() => undefined, 60_000);

const terminal = {
  directory: process.cwd(),
  print: (line: string) => process.stdout.write(`${line}\n`),
  report: (line: string) => process.stderr.write(`${line}\n`),
};

void installed(process.argv.slice(2), terminal).then(exit);

/** Ends the process once all is written: what waits for the reader of a pipe would else be lost. */
async function exit(code: number): Promise<void> {
  const written = (stream: NodeJS.WriteStream): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        resolve();
      };
      stream.on("error", done); // a reader that has enough, such as `| head`
      stream.write("", done);
    });
  await Promise.all([written(process.stdout), written(process.stderr)]);
  process.exit(code);
}
