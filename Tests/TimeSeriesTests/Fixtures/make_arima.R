# Makes arima-r.csv and arima-r-automatic.csv from arima-series.csv: Rscript make_arima.R (R 4.2, forecast 8.20).
suppressMessages(library(forecast))
steps <- 12
rows <- strsplit(readLines("arima-series.csv"), ",")
series <- lapply(rows, function(f) as.numeric(f[-(1:2)]))
names(series) <- sapply(rows, `[`, 1)
season <- setNames(as.integer(sapply(rows, `[`, 2)), names(series))
orders <- unique(read.csv("arima-python.csv")[c("series", "p", "d", "q", "P", "D", "Q", "constant")])
number <- function(x) trimws(formatC(x, digits = 12, format = "g"))

out <- file("arima-r.csv", "w")
writeLines("peer,series,p,d,q,P,D,Q,constant,what,index,value", out)
for (i in seq_len(nrow(orders))) {
  o <- orders[i, ]
  y <- ts(series[[o$series]], frequency = season[[o$series]])
  key <- paste0(o$series, ":x1")
  x <- if (key %in% names(series)) series[[key]] else NULL
  n <- length(y)
  control <- list(maxit = 1000, reltol = 1e-12)
  arguments <- list(y, order = unlist(o[2:4]), seasonal = unlist(o[5:7]), include.constant = o$constant == 1,
                    method = "CSS-ML", optim.control = control)
  # A regressor of NULL would count as one.
  if (!is.null(x)) arguments$xreg <- cbind(x1 = x[1:n])
  m <- do.call(Arima, arguments)
  f <- if (is.null(x)) forecast(m, h = steps, level = 95) else forecast(m, xreg = cbind(x1 = x[n + 1:steps]), level = 95)
  head <- paste(c("r", as.character(o$series), unlist(o[-1])), collapse = ",")
  emit <- function(what, values) writeLines(paste(head, what, seq_along(values) - 1, number(values), sep = ","), out)
  emit("loglik", m$loglik)
  emit("sigma2", m$sigma2)
  if (length(coef(m)) > 0) emit("coef", coef(m))
  emit("mean", as.numeric(f$mean))
  emit("se", as.numeric(f$upper - f$mean) / qnorm(0.975))
}
close(out)

out <- file("arima-r-automatic.csv", "w")
writeLines("peer,series,p,d,q,P,D,Q,constant,loglik,aicc", out)
for (name in names(series)[!grepl(":x1", names(series))]) {
  if (name %in% c("driven", "hours")) next
  m <- auto.arima(ts(series[[name]], frequency = season[[name]]), approximation = FALSE)
  a <- m$arma
  constant <- as.integer(any(c("drift", "intercept") %in% names(coef(m))))
  writeLines(paste("r", name, a[1], a[6], a[2], a[3], a[7], a[4], constant, number(m$loglik), number(m$aicc), sep = ","), out)
}
close(out)
