import { restoredText, textWithEntries } from "../../../automation/rollback/configuration-text";

const CURRENT = `# Settings of staging.
encryptionsalt: v1:new
config:
  proofpix:image: registry.example/shop:2 # the image
  proofpix:minInstances: 3
  proofpix:token:
    secure: v1:bmV3
  proofpix:services:
    - name: web
      port: 3000
`;

describe("a recorded configuration", () => {
  const RECORDED = CURRENT.replace("shop:2", "shop:1").replace("v1:new", "v1:old");

  it("comes back as it was, with the encryption of now", () => {
    expect(restoredText(CURRENT, RECORDED)).toEqual({
      text: CURRENT.replace("shop:2", "shop:1"),
      keys: ["proofpix:image"],
    });
  });

  it("loses an encryption that the file no longer has", () => {
    const plain = CURRENT.replace("encryptionsalt: v1:new\n", "");

    expect(restoredText(plain, RECORDED).text).toBe(plain.replace("shop:2", "shop:1"));
  });

  it("names keys that come and go", () => {
    const recorded = CURRENT.replace("  proofpix:minInstances: 3\n", "  proofpix:maxInstances: 9\n");

    expect(restoredText(CURRENT, recorded).keys).toEqual(["proofpix:minInstances", "proofpix:maxInstances"]);
  });
});

describe("a configuration of Pulumi's history", () => {
  const SAME = {
    "proofpix:image": { value: "registry.example/shop:2" },
    "proofpix:minInstances": { value: "3" },
    "proofpix:token": { secure: "v1:bmV3" },
    "proofpix:services": { value: [{ name: "web", port: 3000 }] },
  };

  it("changes nothing of a file that says the same", () => {
    expect(textWithEntries(CURRENT, SAME)).toEqual({ text: CURRENT, keys: [] });
  });

  it("changes the values that differ, and no comment", () => {
    const entries = {
      ...SAME,
      "proofpix:image": { value: "registry.example/shop:1" },
      "proofpix:minInstances": { value: "2" },
      "proofpix:services": { value: [{ name: "web", port: 4000 }] },
    };

    expect(textWithEntries(CURRENT, entries)).toEqual({
      text: CURRENT.replace("shop:2", "shop:1").replace("Instances: 3", "Instances: 2").replace("3000", "4000"),
      keys: ["proofpix:image", "proofpix:minInstances", "proofpix:services"],
    });
  });

  it("carries secrets as they are encrypted", () => {
    const entries = { ...SAME, "proofpix:token": { secure: "v1:b2xk" } };

    expect(textWithEntries(CURRENT, entries).text).toBe(CURRENT.replace("v1:bmV3", "v1:b2xk"));
  });

  it("takes out keys that were not there, and puts in those that were", () => {
    const others = Object.fromEntries(Object.entries(SAME).filter(([key]) => key !== "proofpix:minInstances"));
    const { text, keys } = textWithEntries(CURRENT, { ...others, "proofpix:protect": { value: "true" } });

    expect(text).toBe(`${CURRENT.replace("  proofpix:minInstances: 3\n", "")}  proofpix:protect: true\n`);
    expect(keys).toEqual(["proofpix:minInstances", "proofpix:protect"]);
  });

  it("is refused where the backend doesn't give a secret encrypted", () => {
    expect(() => textWithEntries(CURRENT, { ...SAME, "proofpix:token": { isUnknown: true } })).toThrow(
      "the backend doesn't give secrets of its history encrypted: proofpix:token",
    );
  });
});
