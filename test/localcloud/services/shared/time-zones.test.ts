import { isTimeZone } from "../../../../localcloud/services/shared/time-zones";

describe("isTimeZone", () => {
  it.each([
    ["Europe/Bucharest", true],
    ["Etc/GMT+9", true],
    ["UTC", true],
    ["Europe/Cluj", false],
    ["", false],
  ])("%s: %s", (name, expected) => {
    expect(isTimeZone(name)).toBe(expected);
  });
});
