/* A clock that is wrong by CONFAB_TEST_SKEW seconds: loaded before the C library's own. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec *now) {
    int failed = (int)syscall(SYS_clock_gettime, clock, now);
    const char *skew = getenv("CONFAB_TEST_SKEW");
    if (!failed && skew && clock == CLOCK_REALTIME) now->tv_sec += atoll(skew);
    return failed;
}
