import type { Properties } from "../../../../localcloud/model/values";
import { ACM_SAMPLES } from "../../services/acm/samples";
import { ECR_SAMPLES } from "../../services/ecr/samples";
import { ECS_SAMPLES } from "../../services/ecs/samples";
import { LB_SAMPLES } from "../../services/lb/samples";
import { S3_SAMPLES } from "../../services/s3/samples";
import { WAFV2_SAMPLES } from "../../services/wafv2/samples";
import { COMPUTE_SAMPLES } from "./compute";
import { FOUNDATION_SAMPLES } from "./foundation";
import { LOAD_BALANCING_SAMPLES } from "./load-balancing";

/** What usual programs ask for, by resource type: AWS takes all of it. */
export const SAMPLES: Readonly<Record<string, Properties>> = {
  ...FOUNDATION_SAMPLES,
  ...LOAD_BALANCING_SAMPLES,
  ...COMPUTE_SAMPLES,
  ...ACM_SAMPLES,
  ...ECR_SAMPLES,
  ...ECS_SAMPLES,
  ...LB_SAMPLES,
  ...S3_SAMPLES,
  ...WAFV2_SAMPLES,
};
