"""Asks the windows of a process to close, as a press of the close button does: close_window.py PID.

Libraries of X11 programs are there wherever GTK is; a display without a window manager has no other way.
"""

import ctypes
import sys

X = ctypes.CDLL("libX11.so.6")
Window = Atom = ctypes.c_ulong
CLIENT_MESSAGE = 33


class ClientMessage(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", Window),
        ("message_type", Atom),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("padding", ctypes.c_long * 16),
    ]


X.XOpenDisplay.restype = ctypes.c_void_p
X.XInternAtom.restype = Atom
X.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
X.XDefaultRootWindow.restype = Window
X.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
X.XQueryTree.argtypes = [
    ctypes.c_void_p, Window, ctypes.POINTER(Window), ctypes.POINTER(Window),
    ctypes.POINTER(ctypes.POINTER(Window)), ctypes.POINTER(ctypes.c_uint),
]
X.XGetWindowProperty.argtypes = [
    ctypes.c_void_p, Window, Atom, ctypes.c_long, ctypes.c_long, ctypes.c_int, Atom,
    ctypes.POINTER(Atom), ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_ulong),
    ctypes.POINTER(ctypes.c_ulong), ctypes.POINTER(ctypes.POINTER(ctypes.c_ulong)),
]
X.XSendEvent.argtypes = [
    ctypes.c_void_p, Window, ctypes.c_int, ctypes.c_long, ctypes.POINTER(ClientMessage),
]
X.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]

display = X.XOpenDisplay(None)
if not display:
    sys.exit("no display")
# A window that goes away meanwhile is no error of ours.
HANDLER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
handler = HANDLER(lambda *_: 0)
X.XSetErrorHandler(handler)


def atom(name):
    return X.XInternAtom(display, name.encode(), 0)


def numbers(window, name):
    kind, size, count, left = Atom(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong()
    value = ctypes.POINTER(ctypes.c_ulong)()
    failed = X.XGetWindowProperty(
        display, window, atom(name), 0, 32, 0, 0,
        ctypes.byref(kind), ctypes.byref(size), ctypes.byref(count), ctypes.byref(left),
        ctypes.byref(value),
    )
    return [] if failed or size.value != 32 else [value[at] for at in range(count.value)]


def children(window):
    root, parent, count = Window(), Window(), ctypes.c_uint()
    found = ctypes.POINTER(Window)()
    X.XQueryTree(
        display, window, ctypes.byref(root), ctypes.byref(parent),
        ctypes.byref(found), ctypes.byref(count),
    )
    return [found[at] for at in range(count.value)]


def close(window, pid):
    asked = 0
    if pid in numbers(window, "_NET_WM_PID") and atom("WM_DELETE_WINDOW") in numbers(window, "WM_PROTOCOLS"):
        message = ClientMessage(
            type=CLIENT_MESSAGE, window=window, message_type=atom("WM_PROTOCOLS"), format=32,
        )
        message.data[0] = atom("WM_DELETE_WINDOW")
        X.XSendEvent(display, window, 0, 0, ctypes.byref(message))
        asked += 1
    return asked + sum(close(child, pid) for child in children(window))


asked = close(X.XDefaultRootWindow(display), int(sys.argv[1]))
X.XSync(display, 0)
print(asked)
