/* Plain C baseline of the exact transient day, for a ratio in the same run:
 *
 *     cc -O3 -march=native -ffast-math -o /tmp/transient_day Benchmarks/staffing/transient_day.c -lm && /tmp/transient_day
 *
 * 96 quarter-hours of 300 calls, handle time 300 s, patience 180 s, 100 agents, from an empty start: uniformization over
 * all 256 states, law and time in the states accumulated power by power.
 * Prints name, load, microseconds a day (best of 7 runs) and the probability that an arrival waits at the end. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { STATES = 256 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static double day(void) {
    static double law[STATES + 2], v[STATES + 2], next[STATES + 2], end[STATES + 2], in_state[STATES + 2];
    static double down[STATES + 2], stay[STATES + 2], leave[STATES + 2];
    const int agents = 100, intervals = 96;
    const double arrival = 300 / 900.0, service = 1 / 300.0, abandon = 1 / 180.0, length = 900;
    memset(law, 0, sizeof law);
    law[1] = 1;
    for (int interval = 0; interval < intervals; interval++) {
        double rate = 0;
        for (int n = 0; n < STATES; n++) {
            down[n + 1] = (n < agents ? n : agents) * service + (n > agents ? n - agents : 0) * abandon;
            if (down[n + 1] > rate) rate = down[n + 1];
        }
        rate += arrival;
        double up = arrival / rate, events = rate * length, weight = -events, sum = 0;
        for (int n = 1; n <= STATES; n++) {
            stay[n] = 1 - (arrival + down[n]) / rate;
            leave[n] = down[n] / rate;
        }
        int powers = (int)(events + 8 * sqrt(events) + 20);
        memcpy(v, law, sizeof v);
        memset(end, 0, sizeof end);
        memset(in_state, 0, sizeof in_state);
        for (int k = 0; k <= powers; k++) {
            double w = exp(weight);
            sum += w;
            double rest = (1 - sum) / rate;
            for (int n = 1; n <= STATES; n++) {
                end[n] += w * v[n];
                in_state[n] += rest * v[n];
            }
            v[0] = v[STATES + 1] = 0;
            for (int n = 1; n < STATES; n++) next[n] = v[n] * stay[n] + v[n - 1] * up + v[n + 1] * leave[n + 1];
            next[STATES] = v[STATES] * (1 - leave[STATES]) + v[STATES - 1] * up;
            memcpy(v + 1, next + 1, STATES * sizeof *v);
            weight += log(events) - log(k + 1);
        }
        memcpy(law, end, sizeof law);
    }
    double waits = 0;
    for (int n = 1; n <= STATES; n++)
        if (n - 1 >= agents) waits += law[n];
    return waits;
}

int main(void) {
    double best = 1e9, waits = 0;
    for (int run = 0; run < 7; run++) {
        double start = now();
        waits = day();
        if (now() - start < best) best = now() - start;
    }
    printf("transient-day,100,%.1f,%.10g\n", best * 1e6, waits);
    return 0;
}
