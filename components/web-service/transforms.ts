import type { AlarmTopicTransforms } from "../alarm-topic";
import type { ClusterCapacityTransforms } from "../cluster-capacity";
import type { ContainerClusterTransforms } from "../container-cluster";
import type { ContainerImageTransforms } from "../container-image";
import type { ContainerServiceTransforms } from "../container-service";
import type { EncryptionKeyTransforms } from "../encryption-key";
import type { FailureEventsTransforms } from "../failure-events";
import type { LoadBalancerTransforms } from "../load-balancer";
import type { NetworkTransforms } from "../network";
import type { LoadAlarmsTransforms, ServiceScalingTransforms } from "../scaling";

/** Escape hatches of the parts. */
export interface WebServiceTransforms {
  readonly key?: EncryptionKeyTransforms;
  readonly alarmTopic?: AlarmTopicTransforms;
  readonly network?: NetworkTransforms;
  readonly loadBalancer?: LoadBalancerTransforms;
  readonly cluster?: ContainerClusterTransforms;
  readonly capacity?: ClusterCapacityTransforms;
  readonly failureEvents?: FailureEventsTransforms;
  readonly image?: ContainerImageTransforms;
  readonly service?: ContainerServiceTransforms;
  readonly scaling?: ServiceScalingTransforms;
  readonly loadAlarms?: LoadAlarmsTransforms;
}
