import { optionFor } from "../../../components/load-balancer/certificate";

function option(domainName: string) {
  return { domainName, resourceRecordName: "_a", resourceRecordType: "CNAME", resourceRecordValue: "_b" };
}

describe("optionFor", () => {
  it("finds a name's record, or that of the wildcard below it", () => {
    const options = [option("a.com"), option("*.b.com")];

    expect(optionFor(options, "a.com").domainName).toBe("a.com");
    expect(optionFor(options, "b.com").domainName).toBe("*.b.com");
  });

  it("says which name ACM has no record for", () => {
    expect(() => optionFor([option("a.com")], "c.com")).toThrow("no validation record for c.com");
  });
});
