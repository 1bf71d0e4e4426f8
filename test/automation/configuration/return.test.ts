import { textOfThen } from "../../../automation/configuration/return";
import { record, update } from "../support/history-samples";
import { problemOf } from "../support/problem-of";

const ID = "20261101-120000-0001";

function recorded(text: string): Parameters<typeof textOfThen>[1] {
  return { record: record({ id: ID, configuration: { text, digest: "" } }), updates: [] };
}

describe("textOfThen", () => {
  it("is the recorded text, to the character", () => {
    const then = "# then\nconfig:\n  proofpix:image: old\n";

    expect(textOfThen("config:\n  proofpix:image: new\n", recorded(then))).toEqual({ text: then, keptSecrets: [] });
  });

  it("has secrets of then, where they are encrypted as those of now", () => {
    const then = "encryptionsalt: v1:salt\nconfig:\n  a:b:\n    secure: v1:old\n";
    const now = "encryptionsalt: v1:salt\nconfig:\n  a:b:\n    secure: v1:new\n";

    expect(textOfThen(now, recorded(then)).text).toBe(then);
  });

  it.each(["encryptionsalt", "secretsprovider", "encryptedkey"])(
    "refuses secrets that were encrypted with another %s, naming them and not their values",
    (key) => {
      const then = `${key}: one\nconfig:\n  a:b:\n    secure: v1:old\n`;
      const now = `${key}: two\nconfig: {}\n`;

      expect(problemOf(() => textOfThen(now, recorded(then)))).toMatchObject({
        code: "return-forbidden",
        message: `the secrets of ${ID} were encrypted with another key than the file's: a:b`,
      });
    },
  );

  it("takes the values of then into a file that is encrypted otherwise, where there were no secrets", () => {
    const then = "encryptionsalt: v1:one\nconfig:\n  proofpix:image: old\n";
    const now = "encryptionsalt: v1:two\nconfig:\n  proofpix:image: new # why\n";

    expect(textOfThen(now, recorded(then)).text).toBe("encryptionsalt: v1:two\nconfig:\n  proofpix:image: old # why\n");
  });

  it("takes the plain values of an update that plain pulumi made, and says which secrets stay as they are", () => {
    const configuration = { "proofpix:image": { value: "old" }, "a:b": { secure: "v1:then" } };
    const now = "config:\n  proofpix:image: new\n  c:d:\n    secure: v1:now\n";

    const { text, keptSecrets } = textOfThen(now, { updates: [update({ version: 1, configuration })] });

    expect(text).toBe("config:\n  proofpix:image: old\n  c:d:\n    secure: v1:now\n");
    expect(keptSecrets).toEqual(["a:b", "c:d"]);
  });

  it("refuses a release whose configuration nobody recorded", () => {
    expect(
      problemOf(() => textOfThen("config: {}\n", { record: record({ id: ID, kind: "scale" }), updates: [] })),
    ).toMatchObject({ code: "return-forbidden", message: `nobody recorded the configuration of ${ID}` });
  });
});
