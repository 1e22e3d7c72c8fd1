/** When something is done regularly: deployed as an EventBridge schedule `${app}-${env}-${name}`. */
export interface ScheduleDeclaration {
  readonly kind: 'schedule';
  readonly name: string;
  readonly description: string;
  /**
   * `rate(5 minutes)` or `cron(0 3 * * ? *)`, in UTC
   * (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html). It fires at least once, to the minute.
   */
  readonly expression: string;
}

export const defineSchedule = (spec: Omit<ScheduleDeclaration, 'kind'>): ScheduleDeclaration => ({
  kind: 'schedule',
  ...spec,
});
