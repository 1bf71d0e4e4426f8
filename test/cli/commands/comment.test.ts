import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "../../../cli/commands/comment";
import { preview } from "../../ci/support/previews";
import { temporaryDirectory } from "../../support/temporary-directory";

describe("npm run comment", () => {
  async function comment(root: string, ...args: string[]) {
    const [printed, reported]: [string[], string[]] = [[], []];
    const print = (line: string) => void printed.push(line);
    const code = await command.run({ root, args, print, report: (line) => void reported.push(line) });
    return { code, printed: printed.join("\n"), reported };
  }

  function withPreviews(...environments: readonly string[]): string {
    const root = temporaryDirectory();
    mkdirSync(join(root, ".local", "previews"), { recursive: true });
    for (const environment of environments) {
      writeFileSync(join(root, ".local", "previews", `${environment}.json`), JSON.stringify(preview({ environment })));
    }
    return root;
  }

  it("shows the comment on all that was previewed, in the order of deployments", async () => {
    const { code, printed } = await comment(withPreviews("production", "test", "development"), "post", "--print");

    expect(code).toBe(0);
    expect(printed.match(/^### .*$/gm)).toEqual(["### development", "### production", "### test"]);
  });

  it.each([
    [[], "comment does nothing by itself"],
    [["tell"], 'comment has no verb "tell"'],
    [["preview"], "preview takes one environment"],
    [["preview", "staging", "production"], "preview takes one environment"],
    [["post", "--loud"], "post has no option --loud"],
  ])("refuses %j", async (args, message) => {
    await expect(comment(withPreviews("staging"), ...args)).rejects.toThrow(message);
  });

  it("says where nothing was previewed", async () => {
    await expect(comment(temporaryDirectory(), "post")).rejects.toThrow("nothing was previewed");
  });
});
