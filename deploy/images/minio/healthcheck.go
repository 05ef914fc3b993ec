// Healthcheck asks the server in the same container whether it is ready to serve, and exits with 1 if it is not.
package main

import (
	"fmt"
	"net/http"
	"os"
	"time"
)

const ready = "http://127.0.0.1:9000/minio/health/ready"

func main() {
	client := http.Client{Timeout: 2 * time.Second}
	answer, err := client.Get(ready)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if answer.StatusCode != http.StatusOK {
		fmt.Fprintln(os.Stderr, ready, "answers", answer.Status)
		os.Exit(1)
	}
}
