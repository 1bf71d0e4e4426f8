import type { Rule } from "../core";
import { alarmWindows } from "./alarm-windows";
import { alarmsPerService } from "./alarms-per-service";
import { autoScalingGroupElbHealthCheck } from "./auto-scaling-group-elb-health-check";
import { backupCoverage } from "./backup-coverage";
import { backupVaultsEncrypted } from "./backup-vaults-encrypted";
import { capacityProviderConsistent } from "./capacity-provider-consistent";
import { cloudfrontSecure } from "./cloudfront-secure";
import { cloudtrailComplete } from "./cloudtrail-complete";
import { costGuard } from "./cost-guard";
import { databaseReachableFromApplicationOnly } from "./database-reachable-from-application-only";
import { deregistrationDelay } from "./deregistration-delay";
import { dynamodbPointInTimeRecovery } from "./dynamodb-point-in-time-recovery";
import { ecrRepositoryHardened } from "./ecr-repository-hardened";
import { ecsContainerInsights } from "./ecs-container-insights";
import { ecsDeploymentCircuitBreaker } from "./ecs-deployment-circuit-breaker";
import { ecsHealthCheckGracePeriod } from "./ecs-health-check-grace-period";
import { ecsLoggingConfigured } from "./ecs-logging-configured";
import { ecsMinimumHealthyPercent } from "./ecs-minimum-healthy-percent";
import { ecsNoPrivilegedContainers } from "./ecs-no-privileged-containers";
import { ecsNoPublicAddress } from "./ecs-no-public-address";
import { ecsReadOnlyRootFilesystem } from "./ecs-read-only-root-filesystem";
import { ecsSeparateTaskRoles } from "./ecs-separate-task-roles";
import { elasticacheEncrypted } from "./elasticache-encrypted";
import { elasticacheHighlyAvailable } from "./elasticache-highly-available";
import { encryptedVolumes } from "./encrypted-volumes";
import { fargatePlatformVersion } from "./fargate-platform-version";
import { fargateSizes } from "./fargate-sizes";
import { healthCheckConsistent } from "./health-check-consistent";
import { healthCheckPortMapped } from "./health-check-port-mapped";
import { httpRedirectsToHttps } from "./http-redirects-to-https";
import { iamNoWildcards } from "./iam-no-wildcards";
import { instanceMetadataV2 } from "./instance-metadata-v2";
import { instancesWithoutPublicAddresses } from "./instances-without-public-addresses";
import { kmsKeyRotation } from "./kms-key-rotation";
import { kubernetesContainerProbes } from "./kubernetes-container-probes";
import { kubernetesContainerResources } from "./kubernetes-container-resources";
import { kubernetesDroppedCapabilities } from "./kubernetes-dropped-capabilities";
import { kubernetesImagePinned } from "./kubernetes-image-pinned";
import { kubernetesIngressTls } from "./kubernetes-ingress-tls";
import { kubernetesNoDefaultNamespace } from "./kubernetes-no-default-namespace";
import { kubernetesNoDefaultToken } from "./kubernetes-no-default-token";
import { kubernetesNoHostPaths } from "./kubernetes-no-host-paths";
import { kubernetesNoLoadBalancerServices } from "./kubernetes-no-load-balancer-services";
import { kubernetesNoPrivilegeEscalation } from "./kubernetes-no-privilege-escalation";
import { kubernetesNoPrivilegedContainers } from "./kubernetes-no-privileged-containers";
import { kubernetesReadOnlyRootFilesystem } from "./kubernetes-read-only-root-filesystem";
import { kubernetesRolesConfined } from "./kubernetes-roles-confined";
import { kubernetesRunAsNonRoot } from "./kubernetes-run-as-non-root";
import { kubernetesScalingBounds } from "./kubernetes-scaling-bounds";
import { kubernetesScalingConsistent } from "./kubernetes-scaling-consistent";
import { loadBalancerAccessLogs } from "./load-balancer-access-logs";
import { loadBalancerProtected } from "./load-balancer-protected";
import { logRetention } from "./log-retention";
import { noAdministrators } from "./no-administrators";
import { noLatestImage } from "./no-latest-image";
import { noMixedSecurityGroupRules } from "./no-mixed-security-group-rules";
import { noPermanentCredentials } from "./no-permanent-credentials";
import { noPlainSecrets } from "./no-plain-secrets";
import { noPublicIngress } from "./no-public-ingress";
import { packEnvironment } from "./pack-environment";
import { passwordsGenerated } from "./passwords-generated";
import { publicLoadBalancerHasFirewall } from "./public-load-balancer-has-firewall";
import { rdsBackups } from "./rds-backups";
import { rdsDeletionProtection } from "./rds-deletion-protection";
import { rdsMultipleZones } from "./rds-multiple-zones";
import { rdsPrivateAndEncrypted } from "./rds-private-and-encrypted";
import { rdsProxyTargets } from "./rds-proxy-targets";
import { rdsReplicas } from "./rds-replicas";
import { rdsTlsForced } from "./rds-tls-forced";
import { requiredTags } from "./required-tags";
import { resourcePoliciesConfined } from "./resource-policies-confined";
import { s3BucketsHardened } from "./s3-buckets-hardened";
import { scalingBounds } from "./scaling-bounds";
import { scalingWired } from "./scaling-wired";
import { secretRotationInterval } from "./secret-rotation-interval";
import { serviceTrustConfined } from "./service-trust-confined";
import { severalAvailabilityZones } from "./several-availability-zones";
import { snsTopicsEncrypted } from "./sns-topics-encrypted";
import { sqsDeadLetterQueue } from "./sqs-dead-letter-queue";
import { sqsEncrypted } from "./sqs-encrypted";
import { statefulInPrivateSubnets } from "./stateful-in-private-subnets";
import { statefulProtected } from "./stateful-protected";
import { storesEncrypted } from "./stores-encrypted";
import { storesPrivate } from "./stores-private";
import { subnetsWithoutPublicAddresses } from "./subnets-without-public-addresses";
import { tlsPolicy } from "./tls-policy";
import { trustPoliciesConfined } from "./trust-policies-confined";
import { vpcFlowLogs } from "./vpc-flow-logs";

/**
 * Every rule of the pack, sorted by name. Only `pack-environment` comes first, since it refuses a run with the
 * configuration of another environment.
 */
export const RULES: readonly Rule[] = [
  packEnvironment,
  alarmWindows,
  alarmsPerService,
  autoScalingGroupElbHealthCheck,
  backupCoverage,
  backupVaultsEncrypted,
  capacityProviderConsistent,
  cloudfrontSecure,
  cloudtrailComplete,
  costGuard,
  databaseReachableFromApplicationOnly,
  deregistrationDelay,
  dynamodbPointInTimeRecovery,
  ecrRepositoryHardened,
  ecsContainerInsights,
  ecsDeploymentCircuitBreaker,
  ecsHealthCheckGracePeriod,
  ecsLoggingConfigured,
  ecsMinimumHealthyPercent,
  ecsNoPrivilegedContainers,
  ecsNoPublicAddress,
  ecsReadOnlyRootFilesystem,
  ecsSeparateTaskRoles,
  elasticacheEncrypted,
  elasticacheHighlyAvailable,
  encryptedVolumes,
  fargatePlatformVersion,
  fargateSizes,
  healthCheckConsistent,
  healthCheckPortMapped,
  httpRedirectsToHttps,
  iamNoWildcards,
  instanceMetadataV2,
  instancesWithoutPublicAddresses,
  kmsKeyRotation,
  kubernetesContainerProbes,
  kubernetesContainerResources,
  kubernetesDroppedCapabilities,
  kubernetesImagePinned,
  kubernetesIngressTls,
  kubernetesNoDefaultNamespace,
  kubernetesNoDefaultToken,
  kubernetesNoHostPaths,
  kubernetesNoLoadBalancerServices,
  kubernetesNoPrivilegeEscalation,
  kubernetesNoPrivilegedContainers,
  kubernetesReadOnlyRootFilesystem,
  kubernetesRolesConfined,
  kubernetesRunAsNonRoot,
  kubernetesScalingBounds,
  kubernetesScalingConsistent,
  loadBalancerAccessLogs,
  loadBalancerProtected,
  logRetention,
  noAdministrators,
  noLatestImage,
  noMixedSecurityGroupRules,
  noPermanentCredentials,
  noPlainSecrets,
  noPublicIngress,
  passwordsGenerated,
  publicLoadBalancerHasFirewall,
  rdsBackups,
  rdsDeletionProtection,
  rdsMultipleZones,
  rdsPrivateAndEncrypted,
  rdsProxyTargets,
  rdsReplicas,
  rdsTlsForced,
  requiredTags,
  resourcePoliciesConfined,
  s3BucketsHardened,
  scalingBounds,
  scalingWired,
  secretRotationInterval,
  serviceTrustConfined,
  severalAvailabilityZones,
  snsTopicsEncrypted,
  sqsDeadLetterQueue,
  sqsEncrypted,
  statefulInPrivateSubnets,
  statefulProtected,
  storesEncrypted,
  storesPrivate,
  subnetsWithoutPublicAddresses,
  tlsPolicy,
  trustPoliciesConfined,
  vpcFlowLogs,
];
