// Numbers and times for people, in the viewer's language conventions and time zone.

const NONE = "\u2013";
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const twoDecimals = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const dayAndTime = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const fullDay = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });

const known = (value) => value !== null && value !== undefined && Number.isFinite(value);

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export const count = (value) => (known(value) ? whole.format(value) : NONE);
export const decimal = (value) => (known(value) ? oneDecimal.format(value) : NONE);
export const precise = (value) => (known(value) ? twoDecimals.format(value) : NONE);
export const percent = (value) => (known(value) ? `${oneDecimal.format(value)} %` : NONE);

/** Such as "+12.5" or "−3.0", with a real minus sign. */
export function signed(value) {
  if (!known(value)) {
    return NONE;
  }
  return `${value > 0 ? "+" : value < 0 ? "\u2212" : ""}${oneDecimal.format(Math.abs(value))}`;
}

/** A ratio to 1 as a change, such as "23 % better". */
export function ratio(value) {
  if (!known(value)) {
    return NONE;
  }
  const change = Math.round(Math.abs(1 - value) * 100);
  return change === 0 ? "equal" : `${whole.format(change)} % ${value < 1 ? "better" : "worse"}`;
}

export const timeOf = (millis) => (known(millis) ? time.format(millis) : NONE);
export const clockOf = (millis) => (known(millis) ? clock.format(millis) : NONE);
export const momentOf = (millis) => (known(millis) ? dayAndTime.format(millis) : NONE);
export const dayOf = (millis) => (known(millis) ? day.format(millis) : NONE);
export const fullDayOf = (millis) => (known(millis) ? fullDay.format(millis) : NONE);

/** Such as "12 min" or "3 d". */
export function span(millis) {
  const minutes = Math.round(Math.abs(millis) / 60000);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}

/** Such as "12 min ago", in the time of the data. */
export function ago(millis, now) {
  if (!known(millis) || !known(now)) {
    return NONE;
  }
  return now - millis < 60000 ? "now" : `${span(now - millis)} ago`;
}

export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

/** A constant such as SCALE_IN_COOLDOWN for people. */
export function words(constant) {
  const text = String(constant).toLowerCase().replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
