# SPDX-License-Identifier: Apache-2.0
"""A headless Chromium, driven through its own protocol over two pipes: what a reader would see and
do, without any package to install. The protocol is JSON with a zero byte behind each message."""

import json
import os
import shutil
import subprocess
import tempfile

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

KEYS = {
    "Tab": (9, ""), "Enter": (13, "\r"), "Escape": (27, ""), " ": (32, " "),
    "ArrowDown": (40, ""), "ArrowUp": (38, ""), "Home": (36, ""), "End": (35, ""),
}


def find():
    """The browser to use: $QG_CHROMIUM, or what is installed; None without."""
    named = os.environ.get("QG_CHROMIUM")
    return named if named is not None else next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One browser with a profile of its own, gone with it."""

    def __init__(self, program):
        self.folder = tempfile.mkdtemp(prefix="qagida-browser-")
        ours, theirs_out = os.pipe()
        theirs_in, out = os.pipe()
        self.process = subprocess.Popen(
            self.command(program), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, close_fds=False,
            preexec_fn=lambda: self.hand_over(theirs_in, theirs_out))
        os.close(theirs_in)
        os.close(theirs_out)
        self.reads, self.writes = os.fdopen(ours, "rb"), os.fdopen(out, "wb")
        self.last, self.rest, self.events = 0, b"", []

    def command(self, program):
        command = [program, "--headless", "--remote-debugging-pipe", "--no-first-run",
                   "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
                   f"--user-data-dir={self.folder}"]
        if os.geteuid() == 0:
            command.append("--no-sandbox")
        return command + ["about:blank"]

    @staticmethod
    def hand_over(reads, writes):
        """The browser reads from 3 and writes to 4; neither end may be overwritten by the other."""
        reads, writes = os.dup(reads), os.dup(writes)
        high = [os.dup2(reads, 100), os.dup2(writes, 101)]
        os.dup2(high[0], 3)
        os.dup2(high[1], 4)

    def message(self):
        while b"\0" not in self.rest:
            got = self.reads.read1(1 << 16)
            if not got:
                raise EOFError("the browser is gone")
            self.rest += got
        one, self.rest = self.rest.split(b"\0", 1)
        return json.loads(one)

    def call(self, method, session=None, **parameters):
        """The answer to a command; what happens meanwhile is kept in `events`."""
        self.last += 1
        message = {"id": self.last, "method": method, "params": parameters}
        if session is not None:
            message["sessionId"] = session
        self.writes.write(json.dumps(message).encode() + b"\0")
        self.writes.flush()
        while True:
            answer = self.message()
            if answer.get("id") == self.last:
                break
            self.events.append(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def close(self):
        try:
            self.call("Browser.close")
        except (EOFError, BrokenPipeError):
            pass
        self.reads.close()
        self.writes.close()
        self.process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)


class Page:
    """A tab. Whatever it logs, throws or asks of the network is kept."""

    def __init__(self, browser, width=1280, height=1000):
        self.browser = browser
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.target = target
        self.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def open(self, path, fragment=""):
        self.call("Page.navigate", url="about:blank")  # or another fragment would load nothing
        self.call("Page.navigate", url=f"file://{path}{fragment}")
        self.run("new Promise(done => { const look = () => document.readyState === 'complete' && "
                 "location.protocol === 'file:' ? done(1) : setTimeout(look, 10); look(); })")

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)

    def heard(self, *methods):
        return [e["params"] for e in self.browser.events
                if e.get("sessionId") == self.session and e["method"] in methods]

    def troubles(self):
        """All that was logged or thrown, as texts."""
        logged = [e["entry"]["text"] for e in self.heard("Log.entryAdded")]
        thrown = [e["exceptionDetails"].get("exception", {}).get("description", "thrown")
                  for e in self.heard("Runtime.exceptionThrown")]
        said = [str(e["args"]) for e in self.heard("Runtime.consoleAPICalled")]
        return logged + thrown + said + [str(e) for e in self.heard("Page.javascriptDialogOpening")]

    def requests(self):
        return [e["request"]["url"] for e in self.heard("Network.requestWillBeSent")]

    def run(self, expression):
        """The value of an expression, awaited."""
        got = self.call("Runtime.evaluate", expression=expression, returnByValue=True,
                        awaitPromise=True)
        if "exceptionDetails" in got:
            raise RuntimeError(got["exceptionDetails"]["exception"].get("description", expression))
        return got["result"].get("value")

    def text(self, selector):
        return self.run(f"document.querySelector({json.dumps(selector)}).innerText")

    def click(self, selector):
        """A real click at the middle of the element, brought into sight first; what comes into
        sight with it is laid out only then, and moves it."""
        x, y = self.run(
            f"(async () => {{ const e = document.querySelector({json.dumps(selector)});"
            "for (let i = 0; i < 4; i++) { e.scrollIntoView({block: 'center'});"
            "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); }"
            "const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()")
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key, times=1, shift=False):
        code, text = KEYS[key]
        name = "Space" if key == " " else key
        for _ in range(times):
            for kind in ("keyDown" if text else "rawKeyDown", "keyUp"):
                self.call("Input.dispatchKeyEvent", type=kind, key=key, code=name,
                          windowsVirtualKeyCode=code, modifiers=8 if shift else 0,
                          **({"text": text} if text and kind == "keyDown" else {}))

    def type(self, text):
        self.call("Input.insertText", text=text)

    def focused(self):
        """What has the focus, as the id, or the tag and the words of it."""
        return self.run("(e => e.id || e.tagName + ' ' + e.innerText)(document.activeElement)")

    def choose(self, name, value):
        """Sets a filter as its list would."""
        self.run(f"(() => {{ const s = document.querySelector('[name={name}]'); s.value = "
                 f"{json.dumps(value)}; s.dispatchEvent(new Event('input', {{bubbles: true}})); }})()")
