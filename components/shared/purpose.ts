/** Tag that tells what a resource is for, where it is not the product's own. */
export const PURPOSE_TAG = "Purpose";

/** Purpose of what watches the product. */
export const MONITORING_PURPOSE = "monitoring";
