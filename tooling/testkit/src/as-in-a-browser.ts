/**
 * Node.js 21 and later have a `navigator`, as browsers do, but one without the `appName` that they all have ("Netscape",
 * https://html.spec.whatwg.org/multipage/system-state.html#dom-navigator-appname). Cognito's clients take it for a
 * browser of the last century, and their arithmetic then takes ten times as long. Import this file before them.
 */
if (typeof navigator !== 'undefined')
  Object.defineProperty(navigator, 'appName', { value: 'Netscape', configurable: true });

export {};
