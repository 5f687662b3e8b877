# docker build --build-arg VERSION=0.1.0 -t concurlint .
# docker run --rm -v "$PWD:/src" concurlint check .
#
# Linting Go calls the go command, which finds packages and compiles what they import: so the image that runs is one with Go.
FROM golang:1.26 AS build
WORKDIR /concurlint
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=0.0.0
RUN make static VERSION="$VERSION" && dist/static/concurlint version

FROM golang:1.26
COPY --from=build /concurlint/dist/static/concurlint /usr/local/bin/concurlint
# The repository belongs to somebody else than root, and with docker run --user nobody has a home.
RUN git config --system --add safe.directory '*'
ENV GOCACHE=/tmp/go-build
WORKDIR /src
ENTRYPOINT ["concurlint"]
CMD ["check", "."]
