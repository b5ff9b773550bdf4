/* Plain C baselines of the staffing formulas, for ratios in the same run:
 *
 *     cc -O2 -o /tmp/erlang Benchmarks/staffing/erlang.c -lm && /tmp/erlang
 *
 * erlang-c-agents LOAD  fewest agents for 80 % within 20 s: 1/B by the fast series at floor(a) + 1, then upward
 * erlang-a LOAD         all measures of M/M/s+M that one pass over the waiting states gives, series only
 * erlang-a-agents LOAD  fewest agents for 80 % within 20 s by doubling and halving
 * Prints name, load, microseconds a call (best of 7 runs) and a sum of answers, so that no call can be left out. */
#include <math.h>
#include <stdio.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

/* 1/B - 1 at n agents, n <= a + 1 */
static double excess_series(double n, double a) {
    double inverse = 1 / a, sum = 0, term = 1;
    for (double f = n; f > 0; f -= 1) {
        term *= f * inverse;
        sum += term;
        if (term < 1e-17 * sum) break;
    }
    return sum;
}

static int c_agents(double a, double aht, double target, double within) {
    double n = floor(a) + 1, x = excess_series(n, a);
    for (;;) {
        double slack = n - a, wait = 1 / (1 + slack / n * x);
        if (wait * exp(-slack / aht * within) <= 1 - target) return (int)n;
        n += 1;
        x = n / a * (1 + x);
    }
}

/* 1/B - 1 at any whole n */
static double excess(double n, double a) {
    if (n <= a + 1) return excess_series(n, a);
    double m = floor(a) + 1, x = excess_series(m, a);
    while (m < n) { m += 1; x = m / a * (1 + x); }
    return x;
}

struct measures { double wait, abandoned, within, asa, occupancy, queue, virtually_late, abandoned_within; };

static struct measures erlang_a(double rate, double aht, double patience, double n, double within) {
    double a = rate * aht, c = n / aht, theta = 1 / patience, x = excess(n, a);
    double late_rate = rate * exp(-theta * within);
    double term = 1, late = 1, sum = 0, queue = 0, late_sum = 0, late_queue = 0, wait = 0, weighted = 0;
    for (double k = 1;; k += 1) {
        double inverse = 1 / (c + k * theta);
        term *= rate * inverse;
        late *= late_rate * inverse;
        sum += term;
        queue += k * term;
        late_sum += late;
        late_queue += k * late;
        wait += inverse;
        weighted += term * wait;
        if (k * term <= 1e-17 * queue * (1 - rate * inverse)) break;
    }
    double total = x + 1 + sum, beyond = exp(rate * (1 - exp(-theta * within)) / theta - c * within);
    struct measures m;
    m.wait = (1 + sum) / total;
    m.abandoned = theta / rate * queue / total;
    m.within = x / total + c / rate * (sum - beyond * late_sum) / total;
    m.asa = c / rate * weighted / total / (1 - m.abandoned);
    m.occupancy = a / n * (1 - m.abandoned);
    m.queue = queue / total;
    m.virtually_late = beyond * (1 + late_sum) / total;
    m.abandoned_within = theta / rate * (queue - beyond * late_queue) / total;
    return m;
}

static int a_agents(double rate, double aht, double patience, double target, double within) {
    int n = (int)(rate * aht), step = 1, low, high;
    if (n < 1) n = 1;
    if (erlang_a(rate, aht, patience, n, within).within >= target) {
        high = n; low = 0;
        while (high > 1) {
            int candidate = high - step < 1 ? 1 : high - step;
            if (erlang_a(rate, aht, patience, candidate, within).within >= target) { high = candidate; step *= 2; }
            else { low = candidate; break; }
        }
    } else {
        low = n; high = n + step;
        while (erlang_a(rate, aht, patience, high, within).within < target) { low = high; step *= 2; high += step; }
    }
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (erlang_a(rate, aht, patience, middle, within).within >= target) high = middle; else low = middle;
    }
    return high;
}

#define MEASURE(name, load, calls, expression)                                         \
    {                                                                                  \
        double best = 1e9, sum = 0;                                                    \
        for (int run = 0; run < 7; run++) {                                            \
            double start = now();                                                      \
            for (int i = 0; i < calls; i++) {                                          \
                double rate = load / 300 * (1 - i * 1e-9);                             \
                sum += (expression);                                                   \
            }                                                                          \
            double seconds = (now() - start) / calls;                                  \
            if (seconds < best) best = seconds;                                        \
        }                                                                              \
        printf("%s,%g,%.4f,%.10g\n", name, (double)load, best * 1e6, sum);             \
    }

int main(void) {
    double loads[] = {10, 100, 500, 5000};
    for (int l = 0; l < 4; l++) {
        double load = loads[l];
        MEASURE("erlang-c-agents", load, 20000, c_agents(rate * 300, 300, 0.8, 20))
        MEASURE("erlang-a", load, 20000, erlang_a(rate, 300, 180, floor(load * 1.02), 20).within)
        MEASURE("erlang-a-agents", load, 5000, a_agents(rate, 300, 180, 0.8, 20))
    }
    return 0;
}
