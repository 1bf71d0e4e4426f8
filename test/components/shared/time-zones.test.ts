import { isTimeZone, timeZoneInAnyCase } from "../../../components/shared/time-zones";

describe("isTimeZone", () => {
  it.each(["Europe/Berlin", "Etc/GMT+9", "Pacific/Tahiti", "America/Argentina/Buenos_Aires", "US/Eastern", "UTC"])(
    "knows %s",
    (name) => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  it.each(["europe/berlin", "EUROPE/BERLIN", "utc", "Etc/gmt+9", "Europe/Atlantis", "+02:00", ""])(
    "doesn't know %j",
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );

  it("knows every zone of this Node", () => {
    expect(Intl.supportedValuesOf("timeZone").filter((name) => !isTimeZone(name))).toEqual([]);
  });
});

describe("timeZoneInAnyCase", () => {
  it.each([
    ["europe/berlin", "Europe/Berlin"],
    ["UTC", "UTC"],
    ["PACIFIC/TAHITI", "Pacific/Tahiti"],
    ["Europe/Atlantis", undefined],
  ])("of %s is %s", (name, zone) => {
    expect(timeZoneInAnyCase(name)).toBe(zone);
  });
});
