"use strict";

/** Has a command of this repository (`node tools/run.mjs …`) believe that it is so many hours later: LATER_HOURS. */
const { LATER_HOURS: hours } = process.env;
if (hours !== undefined && process.argv[1]?.endsWith("run.mjs") === true) {
  const RealDate = Date;
  const now = () => RealDate.now() + Number(hours) * 3_600_000;
  globalThis.Date = /** @type {DateConstructor} */ (
    class extends RealDate {
      /** @param {[]} given */
      constructor(...given) {
        super(...(given.length === 0 ? /** @type {[]} */ (/** @type {unknown} */ ([now()])) : given));
      }

      /** @override */
      static now() {
        return now();
      }
    }
  );
}
